import { mapBounded } from '../../foundation/base/index.ts'
import type { GitRepository } from '../../foundation/git/index.ts'
import type { RevisionState } from '../data/revision-data.ts'
import { type RevisionReader, readWorkspace } from '../data/revision-reader.ts'
import type { ExperimentsContext } from '../experiments-context.ts'
import type { ExperimentTask } from '../tasks/experiment-task.ts'
import { commitsDownTo, readAtOnce } from './show-experiment.ts'
import type { Executor, ShownExperiment, ShownRevision } from './shown-state.ts'

const noMetrics = '{}'

/** What waits, runs or has failed, as experiments. */
export async function showTasks(
  context: ExperimentsContext,
  git: GitRepository,
  reader: RevisionReader,
  tasks: readonly ExperimentTask[],
): Promise<ShownExperiment[]> {
  const shown = await mapBounded(tasks, readAtOnce, async (task): Promise<ShownExperiment | undefined> => {
    const revisions = await revisionsOf(context, git, reader, task)
    return revisions && { name: task.name, revisions, executor: executorOf(task) }
  })
  return shown.flatMap((one) => one ?? [])
}

export function executorOf({ state, executor, place }: ExperimentTask): Executor {
  return { state, name: executor, place }
}

async function revisionsOf(
  context: ExperimentsContext,
  git: GitRepository,
  reader: RevisionReader,
  task: ExperimentTask,
): Promise<ShownRevision[] | undefined> {
  const { state, stash, name } = task
  if (state === 'running') return runningRevisions(context, git, reader, task)
  if (stash === undefined) return undefined
  const found = await reader.commit(stash)
  if (state === 'queued') return [{ revision: stash, name, state: withoutMetrics(found) }]
  return [{ revision: stash, name, state: found, problem: { message: 'Experiment run failed', type: '' } }]
}

/** What a run begins with has the metrics of the run before. */
function withoutMetrics(state: RevisionState): RevisionState {
  return state.kind === 'commit' ? { ...state, data: { ...state.data, metrics: noMetrics } } : state
}

/** What it has until now stands where it runs. */
async function runningRevisions(
  context: ExperimentsContext,
  git: GitRepository,
  reader: RevisionReader,
  { directory, stash, name, baseline }: ExperimentTask,
): Promise<ShownRevision[]> {
  const revision = stash ?? 'workspace'
  if (directory !== undefined) return [{ revision, name, state: await stateElsewhere(context, directory) }]
  const head = git.head().commit
  const commits = head === undefined || head === baseline ? [] : await commitsDownTo(reader, head, baseline)
  return [{ revision, name, state: await reader.workspace() }, ...commits]
}

async function stateElsewhere(context: ExperimentsContext, directory: string): Promise<RevisionState> {
  const other = await context.openOther(directory)
  try {
    return await readWorkspace(other, { onlyDependencies: false })
  } finally {
    other.close()
  }
}
