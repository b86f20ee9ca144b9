import { experimentsStamp, type Project } from '@sterna/engine'
import type { Session } from './command.ts'
import { showAgain } from './show-again.ts'

/** Shows something again whenever experiments have changed, until the person ends it. */
export async function watchExperiments(
  session: Session,
  project: Project,
  show: () => Promise<readonly string[]>,
): Promise<void> {
  let last = ''
  await showAgain(session, async () => {
    const stamp = experimentsStamp(project)
    if (stamp === last) return undefined
    last = stamp
    project.forgetStages()
    return show()
  })
}
