import { absolutePath, mapBounded } from '../../foundation/base/index.ts'
import type { GitRepository } from '../../foundation/git/index.ts'
import { letYoungGenerationGrow } from '../../foundation/system/index.ts'
import type { CommitData } from '../data/revision-data.ts'
import { openReader, type RevisionReader } from '../data/revision-reader.ts'
import type { ExperimentsContext } from '../experiments-context.ts'
import { byBaseline, type Experiment, listExperiments } from '../refs/experiments.ts'
import { KnownDirectories } from '../refs/known-directories.ts'
import { requireGit } from '../require-git.ts'
import type { ExperimentTask, TaskState } from '../tasks/experiment-task.ts'
import { type BaselineSelection, selectBaselines } from './baselines.ts'
import { commitNames } from './commit-names.ts'
import { latestFirst } from './order.ts'
import { readAtOnce, showExperiment } from './show-experiment.ts'
import { executorOf, showTasks } from './show-tasks.ts'
import type { ShownBaseline, ShownExperiment } from './shown-state.ts'

export interface ShowRequest extends BaselineSelection {
  readonly hideWorkspace: boolean
  readonly hideQueued: boolean
  readonly hideFailed: boolean
  /** Commits by their ids only, not by branches and tags. */
  readonly withoutNames: boolean
  /** Of the parameters of experiments only what stages depend on. */
  readonly onlyDependencies: boolean
  /** Read everything anew, whatever is known of it. */
  readonly isForced: boolean
  /** What is left of a commit once it has been read; all of it if left out. */
  readonly condense?: (data: CommitData) => CommitData
}

/** The selected commits with the experiments that began there, and what waits, runs or has failed. None before the first commit. */
export async function showExperiments(context: ExperimentsContext, request: ShowRequest): Promise<ShownBaseline[]> {
  const git = requireGit(context.git)
  if (git.head().commit === undefined) return []
  if (!request.condense) letYoungGenerationGrow()
  const baselines = await selectBaselines(git, request)
  const names = request.withoutNames ? new Map<string, string>() : commitNames(git, baselines)
  const readers = openReaders(context, git, request)
  const shown = await mapBounded(baselines, readAtOnce, async (revision): Promise<ShownBaseline> => {
    const state = await readers.baselines.commit(revision)
    return { revision, name: names.get(revision), state, experiments: [] }
  })
  const experiments = await experimentsOn({ context, git, reader: readers.experiments, request }, baselines)
  const workspace = request.hideWorkspace ? [] : [await workspaceOf(readers.experiments)]
  for (const reader of new Set(Object.values(readers))) reader.save()
  return [...workspace, ...shown.map((one) => ({ ...one, experiments: experiments.get(one.revision) ?? [] }))]
}

/** Baselines are shown with all their parameters, whatever is asked of the experiments. */
function openReaders(
  context: ExperimentsContext,
  git: GitRepository,
  { onlyDependencies, isForced, condense }: ShowRequest,
) {
  const baselines = openReader(context, git, { onlyDependencies: false, isForced, condense })
  return {
    baselines,
    experiments: onlyDependencies ? openReader(context, git, { onlyDependencies, isForced, condense }) : baselines,
  }
}

async function workspaceOf(reader: RevisionReader): Promise<ShownBaseline> {
  return { revision: 'workspace', name: undefined, state: await reader.workspace(), experiments: [] }
}

interface Looking {
  readonly context: ExperimentsContext
  readonly git: GitRepository
  readonly reader: RevisionReader
  readonly request: ShowRequest
}

/** By baseline: what runs, what there is, what waits, what failed. */
async function experimentsOn(
  { context, git, reader, request }: Looking,
  baselines: readonly string[],
): Promise<ReadonlyMap<string, readonly ShownExperiment[]>> {
  const tasks = byBaseline(context.taskSources.flatMap((source) => source.tasks()))
  const known = new KnownDirectories(context.files, absolutePath(context.sharedState, 'refs'))
  const all = byBaseline(listExperiments(git, known))
  known.save()
  const ofState = (state: TaskState, baseline: string) =>
    (tasks.get(baseline) ?? []).filter((task) => task.state === state)
  const isHidden = { running: false, success: false, queued: request.hideQueued, failed: request.hideFailed }
  const show = async (state: TaskState, baseline: string) =>
    isHidden[state] ? [] : latestFirst(await showTasks(context, git, reader, ofState(state, baseline)))
  const found = new Map<string, readonly ShownExperiment[]>()
  for (const baseline of baselines) {
    const made = await madeExperiments(reader, all.get(baseline) ?? [], ofState('success', baseline))
    const [running, queued, failed] = await Promise.all([
      show('running', baseline),
      show('queued', baseline),
      show('failed', baseline),
    ])
    found.set(baseline, [...running, ...made, ...queued, ...failed])
  }
  return found
}

/** Those that there are; those of the queue with what ran them, as long as that is known. */
async function madeExperiments(
  reader: RevisionReader,
  experiments: readonly Experiment[],
  tasks: readonly ExperimentTask[],
): Promise<ShownExperiment[]> {
  const executors = new Map(tasks.map((task) => [task.ref, task]))
  const shown = await mapBounded(experiments, readAtOnce, async (experiment) => {
    const one = await showExperiment(reader, experiment)
    const task = executors.get(experiment.ref)
    return one && task ? { ...one, executor: executorOf(task) } : one
  })
  return latestFirst(shown.flatMap((one) => one ?? []))
}
