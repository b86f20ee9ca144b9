import { autoPushRemote, Failure, type Project, pushExperiments, type RecordedExperiment } from '@sterna/engine'
import { warningsTo } from '../show/events.ts'
import { tellSharedData } from '../show/shared-data.ts'
import type { CommandRun } from './command.ts'

/** Sends an experiment that was just made to others if the settings say so. Where that fails it stays as it is. */
export async function autoPush(project: Project, { name, ref }: RecordedExperiment, run: CommandRun): Promise<void> {
  const remote = autoPushRemote(project)
  if (remote === undefined) return
  const { session } = run
  if (!session.isForPrograms) session.print(`Pushing experiment to '${remote}'. Cancel with CTRL+C.`)
  try {
    await push(project, { ref, remote }, run)
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    session.warn(
      `Something went wrong while auto pushing experiment to the remote '${remote}': ${error.message}\nTo try it again: sterna exp push ${remote} ${name}`,
    )
  }
}

async function push(
  project: Project,
  { ref, remote }: { readonly ref: string; readonly remote: string },
  { session, signal, report }: CommandRun,
): Promise<void> {
  const selection = { names: [ref], allCommits: false, revisions: [], commits: 1 }
  const request = { ...selection, gitRemote: remote, force: false, withData: true, withRunCache: true }
  const shared = await pushExperiments(project, request, { signal, report: warningsTo(session, report) })
  if (shared.failure) throw shared.failure
  if (shared.diverged.length > 0)
    throw new Failure('experiment-exists', 'there is another experiment of that name, which stays')
  tellSharedData(session, shared, 'upload')
}
