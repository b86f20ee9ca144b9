import { Failure } from '../foundation/base/index.ts'
import type { GitRepository, RefChange } from '../foundation/git/index.ts'
import { refusePinned } from './pin-experiments.ts'
import { experimentExists } from './recording/record-experiment.ts'
import { releasedRecords } from './recording/released-records.ts'
import { refuseBadName, renderExperimentRef } from './refs/experiment-ref.ts'
import type { Experiment } from './refs/experiments.ts'
import { findExperiment } from './refs/find-experiments.ts'
import { listPins, pinChange } from './refs/pins.ts'
import { experimentBase } from './require-git.ts'
import { unknownNames } from './select-experiments.ts'
import type { WritingContext } from './writing-context.ts'

export interface RenameRequest {
  readonly experiment: string
  readonly name: string
  /** Whether it may take the place of one with the new name. */
  readonly force: boolean
}

/** Gives an experiment another name. Says whether that is another one. */
export async function renameExperiment(
  context: Pick<WritingContext, 'git'>,
  { experiment, name, force }: RenameRequest,
): Promise<boolean> {
  const { git } = experimentBase(context)
  if (experiment === name) return false
  const found = findExperiment(git, experiment)
  if (!found) throw unknownNames([experiment])
  refuseBadName(name)
  const ref = renderExperimentRef({ baseline: found.baseline, name })
  if (ref === found.ref) return false
  const taken = git.refId(ref)
  if (taken !== undefined && !force) throw experimentExists(name)
  refusePinned(git, taken === undefined ? [] : [{ ...found, name, ref, commit: taken }])
  const changes = [
    { ref: found.ref, from: found.commit, to: undefined },
    { ref, from: taken, to: found.commit },
    ...movedPin(git, found, name),
    ...(taken === undefined ? [] : await releasedRecords(git, [{ ref, commit: taken }])),
  ]
  if (git.changeRefs(changes, { message: `renamed from ${found.name}` })) return true
  throw new Failure(
    'experiment-exists',
    `Experiment '${experiment}' or '${name}' has just been changed by another command.`,
    {
      hint: 'Look what there is, and try again: sterna exp list',
    },
  )
}

/** A pin goes with its experiment. One that the new name has kept from an experiment that is gone gives way. */
function movedPin(git: GitRepository, { baseline, ref, name: before }: Experiment, name: string): RefChange[] {
  const pins = listPins(git)
  const pin = pins.find((one) => one.ref === ref)
  const old = pins.find((one) => one.baseline === baseline && one.name === name)
  if (!pin) return []
  return [
    pinChange({ baseline, name: before }, pin.commit, undefined),
    pinChange({ baseline, name }, old?.commit, pin.commit),
  ]
}
