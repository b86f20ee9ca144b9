import type { Session } from './command.ts'

const pauseMilliseconds = 500
const clearScreen = '\u001b[2J\u001b[H'

/** Looks again and again, and shows what it sees whenever that is something else, until the person ends it; undefined is nothing new. */
export async function showAgain(
  session: Pick<Session, 'signal' | 'isTerminal' | 'print'>,
  look: () => Promise<readonly string[] | undefined>,
): Promise<void> {
  for (let last: string | undefined; !session.signal.aborted; ) {
    const text = (await look())?.join('\n') ?? last
    if (text !== undefined && text !== last) session.print(`${session.isTerminal ? clearScreen : ''}${text}`)
    last = text
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
