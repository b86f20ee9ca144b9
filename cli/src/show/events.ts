import type { PipelineEvent, Project } from '@sterna/engine'
import type { Session } from '../shell/command.ts'

/** Prints the warnings among the events and passes everything on. */
export function warningsTo(session: Session, next: (event: PipelineEvent) => void): (event: PipelineEvent) => void {
  return (event) => {
    if (event.kind === 'warning') session.warn(event.text)
    if (event.kind === 'stale-claim') session.warn(staleClaimText(event))
    next(event)
  }
}

/** That a lock file says something new. */
export function lockFileLines(
  project: Project,
  { file, isNew }: Extract<PipelineEvent, { kind: 'lock-written' }>,
): string[] {
  const shown = project.pathHere(file)
  return [...(isNew ? [`Generating lock file '${shown}'`] : []), `Updating lock file '${shown}'`]
}

function staleClaimText({ path, pid, cmd }: { path: string; pid: number; cmd: string }): string {
  return `Process '${cmd}' with (Pid ${pid}), in RWLock-file '${path}' had been killed. Auto removed it from the lock file.`
}
