import type { ExperimentEvent, Project } from '@sterna/engine'
import { ReproductionTeller } from '../show/reproduction.ts'
import type { CommandRun, Session } from './command.ts'

/** Tells a person how the run of an experiment goes. */
export function experimentTeller(project: Project, { session, report }: CommandRun): (event: ExperimentEvent) => void {
  const listener = session.isForPrograms ? aside(session) : session
  const teller = new ReproductionTeller(project, listener, { isSideBySide: false, next: report })
  return (event) => {
    if (event.kind === 'experiment-begins') listener.print(`Reproducing experiment '${event.name}'`)
    else teller.tell(event)
  }
}

/** Standard output is for the result: what stages print goes to standard error, and what becomes of them is not told. */
function aside(session: Session): Session {
  return { ...session, print: () => undefined, write: (_, bytes) => session.write('stderr', bytes) }
}
