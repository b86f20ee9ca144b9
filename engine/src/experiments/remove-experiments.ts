import { Failure } from '../foundation/base/index.ts'
import type { GitRepository, RefChange } from '../foundation/git/index.ts'
import { byCommit, recordNamespace, recordRef } from '../records/index.ts'
import { refusePinned } from './pin-experiments.ts'
import type { QueueContext } from './queue/queue-context.ts'
import { idleTasksNamed, removeTask, removeTasks } from './queue/remove-tasks.ts'
import { releasedRecords } from './recording/released-records.ts'
import { lastApplied } from './refs/experiment-ref.ts'
import { type Experiment, listExperiments, listRemoteExperiments } from './refs/experiments.ts'
import { findExperiments } from './refs/find-experiments.ts'
import { experimentBase } from './require-git.ts'
import { type ExperimentSelection, selectExperiments, unknownNames } from './select-experiments.ts'
import type { WritingContext } from './writing-context.ts'

export interface RemoveExperimentsRequest extends ExperimentSelection {
  /** The others go, and those that are meant stay. */
  readonly keep: boolean
  /** Another repository that they are removed from: a remote's name or a URL. */
  readonly remote?: string | undefined
  /** All that wait in the queue go as well. */
  readonly queued: boolean
}

/** What was removed. */
export interface RemovedExperiments {
  readonly experiments: readonly Experiment[]
  /** What was in the queue, by the names it was asked for by or has. */
  readonly tasks: readonly string[]
}

/**
 * Removes experiments, all that are meant or none; pinned ones stay. What is removed by name goes out of the queue as well, unless it
 * runs. The queue is emptied last: if an experiment cannot go, nothing does.
 */
export async function removeExperiments(
  context: QueueContext,
  request: RemoveExperimentsRequest,
): Promise<RemovedExperiments> {
  const { git } = experimentBase(context)
  const { remote, keep, names, queued } = request
  const all = remote === undefined ? listExperiments(git) : listRemoteExperiments(git, remote)
  const tasks = remote === undefined && !keep ? idleTasksNamed(context, names) : new Map<string, never>()
  const meant = new Set(await meantOf(git, all, request, tasks))
  const going = keep ? all.filter((experiment) => !meant.has(experiment)) : [...meant]
  if (remote !== undefined) removeThere(git, remote, { all, going })
  else if (going.length > 0) await context.lock.during(() => removeHere(context, going))
  for (const task of new Set(tasks.values())) await removeTask(context, task)
  const waiting = queued ? await removeTasks(context, { kind: 'states', states: new Set(['queued']) }) : []
  return { experiments: going, tasks: [...waiting, ...tasks.keys()] }
}

async function meantOf(
  git: GitRepository,
  all: readonly Experiment[],
  request: RemoveExperimentsRequest,
  tasks: ReadonlyMap<string, unknown>,
): Promise<Experiment[]> {
  const { names, remote, allCommits, revisions } = request
  if (names.length === 0 && !allCommits && revisions.length === 0) return []
  if (tasks.size === 0) return selectExperiments(git, all, request, remote)
  const found = findExperiments(all, names, git.head().commit)
  const unknown = names.filter((name) => !found.get(name) && !tasks.has(name))
  if (unknown.length > 0) throw unknownNames(unknown)
  return [...found.values()].filter((experiment) => experiment !== undefined)
}

interface RemoteExperiments {
  readonly all: readonly Experiment[]
  readonly going: readonly Experiment[]
}

/** With their records, unless another experiment there has the same commit. */
function removeThere(git: GitRepository, remote: string, { all, going }: RemoteExperiments): void {
  const staying = new Set(all.filter((one) => !going.includes(one)).map(({ commit }) => commit))
  const there = going.length === 0 ? new Map() : byCommit(git.remoteRefs(remote, recordNamespace))
  const records = new Set(going.flatMap(({ commit }) => (there.has(commit) && !staying.has(commit) ? [commit] : [])))
  git.exchange.remove(remote, [...going.map(({ ref }) => ref), ...[...records].map(recordRef)])
}

/**
 * Removes these experiments of the clone, all or none, with their records; what was applied last goes with its experiment. `more`
 * goes with them. Under the project's lock.
 */
export async function removeHere(
  { git }: Pick<WritingContext, 'git'>,
  experiments: readonly Experiment[],
  more: readonly RefChange[] = [],
): Promise<void> {
  refusePinned(git!, experiments)
  const records = await releasedRecords(git!, experiments)
  const changes = experiments.map(({ ref, commit }) => ({ ref, from: commit, to: undefined }))
  const applied = git!.refId(lastApplied)
  const isApplied = experiments.some(({ commit }) => commit === applied)
  const last = isApplied ? [{ ref: lastApplied, from: applied, to: undefined }] : []
  const known = new Set(records.map(({ ref }) => ref))
  const others = more.filter(({ ref }) => !known.has(ref))
  if (git!.changeRefs([...changes, ...last, ...records, ...others], { message: 'removed' })) return
  throw new Failure('conflict', 'One of the experiments has just been changed by another command; none was removed.', {
    hint: 'Look what there is, and try again: sterna exp list',
  })
}
