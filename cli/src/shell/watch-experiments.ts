import { experimentsStamp, type Project } from '@sterna/engine'
import type { Session } from './command.ts'

const pauseMilliseconds = 500
const clearScreen = '\u001b[2J\u001b[H'

/** Shows something again whenever experiments have changed, until the person ends it. */
export async function watchExperiments(
  session: Session,
  project: Project,
  show: () => Promise<readonly string[]>,
): Promise<void> {
  for (let last = ''; !session.signal.aborted; ) {
    const stamp = experimentsStamp(project)
    if (stamp !== last) {
      project.forgetStages()
      const lines = await show()
      session.print(`${session.isTerminal ? clearScreen : ''}${lines.join('\n')}`)
    }
    last = stamp
    await pause(session.signal)
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, pauseMilliseconds)
    signal.addEventListener('abort', end, { once: true })
    function end() {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
  })
}
