import { absolutePath, mapBounded, pathInside } from '../../foundation/base/index.ts'
import { workTrees } from '../../foundation/git/index.ts'
import type { Clock } from '../../foundation/system/index.ts'
import type { ExperimentsContext } from '../experiments-context.ts'
import { forgottenRecords } from '../recording/released-records.ts'
import { type Experiment, listExperiments } from '../refs/experiments.ts'
import { pinnedRefs } from '../refs/pins.ts'
import { removeHere } from '../remove-experiments.ts'
import { experimentBase } from '../require-git.ts'
import { selectExperiments } from '../select-experiments.ts'
import { readAtOnce } from '../show/show-experiment.ts'
import { dvcTasks } from '../tasks/dvc-tasks.ts'
import type { WritingContext } from '../writing-context.ts'
import { judge, type KeepReason, type KeepRules } from './keep-rules.ts'
import { rankExperiments } from './rank.ts'

export interface ExperimentGarbageRequest {
  readonly rules: KeepRules
  /** What the best are told by, such as `auc` or `loss:min`. */
  readonly metric?: string | undefined
  /** Only experiments that began at one of the commits of these branches along first parents; all if there are none. */
  readonly branches: readonly string[]
}

/** An experiment that was looked at. */
export interface JudgedExperiment extends Experiment {
  /** When its commit was made, in seconds since 1970; undefined if that cannot be read. */
  readonly seconds: number | undefined
  /** Why it stays; undefined if it goes. */
  readonly kept: KeepReason | undefined
}

type PlanContext = ExperimentsContext & { readonly clock: Clock }

/** Which of the experiments go and which stay, newest first. Nothing is changed. */
export async function planExperimentGarbage(
  context: PlanContext,
  { rules, metric, branches }: ExperimentGarbageRequest,
): Promise<JudgedExperiment[]> {
  const { git } = experimentBase(context)
  const scope = { names: [], allCommits: branches.length === 0, revisions: branches, commits: -1 }
  const experiments = await selectExperiments(git, listExperiments(git), scope)
  const ranks = metric === undefined ? undefined : await rankExperiments(context, experiments, metric)
  const times = await mapBounded(experiments, readAtOnce, async ({ commit }) => (await git.readCommit(commit))?.seconds)
  const pinned = pinnedRefs(git)
  const busy = busyPlaces(context)
  const candidates = experiments.map((experiment, index) => ({
    isPinned: pinned.has(experiment.ref),
    isBusy: busy.has(placeOf(experiment)),
    seconds: times[index],
    score: ranks?.[index]?.score,
    isReadable: ranks?.[index]?.isReadable ?? true,
  }))
  const kept = judge(candidates, rules, context.clock.now())
  const judged = experiments.map((one, index) => ({ ...one, seconds: times[index], kept: kept[index] }))
  return judged.sort((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0))
}

/**
 * Removes what goes, all or nothing, and the records of experiments that another program has removed: an experiment that has changed, or was pinned, since it was looked at is a `Failure`. Returns
 * those that are removed.
 */
export async function removeExperimentGarbage(
  context: Pick<WritingContext, 'git' | 'lock'>,
  judged: readonly JudgedExperiment[],
): Promise<readonly JudgedExperiment[]> {
  const going = judged.filter(({ kept }) => kept === undefined)
  const forgotten = await forgottenRecords(context.git!)
  if (going.length + forgotten.length > 0) await context.lock.during(() => removeHere(context, going, forgotten))
  return going
}

/** Where tasks that wait or run put their results, in whichever work tree of the clone they were asked for. */
function busyPlaces(context: ExperimentsContext): ReadonlySet<string> {
  const { taskSources, files, git, root } = context
  const inside = pathInside(git!.root, root) ?? ''
  const others = workTrees(files, git!.places).filter((tree) => tree !== git!.root)
  const elsewhere = others.map((tree) => dvcTasks(files, absolutePath(tree, inside)))
  const tasks = [...taskSources, ...elsewhere].flatMap((source) => source.tasks())
  const atWork = tasks.filter(({ state }) => state === 'queued' || state === 'running')
  return new Set(atWork.map(({ baseline, name }) => placeOf({ baseline, name })))
}

function placeOf({ baseline, name }: { readonly baseline: string; readonly name: string | undefined }): string {
  return `${baseline}/${name ?? ''}`
}
