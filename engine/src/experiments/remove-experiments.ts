import { Failure } from '../foundation/base/index.ts'
import { refusePinned } from './pin-experiments.ts'
import { experimentBase } from './recording/experiment-base.ts'
import { lastApplied } from './refs/experiment-ref.ts'
import { type Experiment, listExperiments, listRemoteExperiments } from './refs/experiments.ts'
import { type ExperimentSelection, selectExperiments } from './select-experiments.ts'
import type { WritingContext } from './writing-context.ts'

export interface RemoveExperimentsRequest extends ExperimentSelection {
  /** The others go, and those that are meant stay. */
  readonly keep: boolean
  /** Another repository that they are removed from: a remote's name or a URL. */
  readonly remote?: string | undefined
}

/** Removes experiments, all that are meant or none; pinned ones stay. Returns those that it has removed. */
export async function removeExperiments(
  context: Pick<WritingContext, 'git' | 'lock'>,
  request: RemoveExperimentsRequest,
): Promise<readonly Experiment[]> {
  const { git } = experimentBase(context)
  const { remote, keep } = request
  const all = remote === undefined ? listExperiments(git) : listRemoteExperiments(git, remote)
  const meant = new Set(await selectExperiments(git, all, request, remote))
  const going = keep ? all.filter((experiment) => !meant.has(experiment)) : [...meant]
  if (remote !== undefined)
    git.exchange.remove(
      remote,
      going.map(({ ref }) => ref),
    )
  else await context.lock.during(() => removeHere(context, going))
  return going
}

/** Removes these experiments of the clone, all or none; what was applied last goes with its experiment. Under the project's lock. */
export function removeHere({ git }: Pick<WritingContext, 'git'>, experiments: readonly Experiment[]): void {
  refusePinned(git!, experiments)
  const changes = experiments.map(({ ref, commit }) => ({ ref, from: commit, to: undefined }))
  const applied = git!.refId(lastApplied)
  const isApplied = experiments.some(({ commit }) => commit === applied)
  const more = isApplied ? [{ ref: lastApplied, from: applied, to: undefined }] : []
  if (git!.changeRefs([...changes, ...more], { message: 'removed' })) return
  throw new Failure('conflict', 'One of the experiments has just been changed by another command; none was removed.', {
    hint: 'Look what there is, and try again: sterna exp list',
  })
}
