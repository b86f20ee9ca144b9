import { Failure } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import { type Experiment, listExperiments } from './refs/experiments.ts'
import { listPins, type Pin, pinChange, pinnedRefs } from './refs/pins.ts'
import { experimentBase } from './require-git.ts'
import { namedExperiments } from './select-experiments.ts'
import type { WritingContext } from './writing-context.ts'

type PinContext = Pick<WritingContext, 'git' | 'lock'>

/** Pins experiments, all or none: neither `exp gc` nor `exp remove` takes them away. Returns those that are meant. */
export async function pinExperiments(context: PinContext, names: readonly string[]): Promise<readonly Experiment[]> {
  const { git } = experimentBase(context)
  return context.lock.during(() => {
    const meant = namedExperiments(git, listExperiments(git), names)
    const before = new Map(listPins(git).map((pin) => [pin.ref, pin.commit]))
    const changed = meant.filter(({ ref, commit }) => before.get(ref) !== commit)
    changePins(
      git,
      changed.map((one) => pinChange(one, before.get(one.ref), one.commit)),
    )
    return meant
  })
}

/** Takes pins away, all that are named or none, also those of experiments that are gone. */
export async function unpinExperiments(context: PinContext, names: readonly string[]): Promise<readonly Pin[]> {
  const { git } = experimentBase(context)
  return context.lock.during(() => {
    const pins = listPins(git)
    const isPinned = new Set(pins.map(({ name, ref }) => name || ref))
    const unknown = names.filter((name) => !name.startsWith('refs/') && !isPinned.has(name))
    if (unknown.length > 0) throw notPinned(unknown)
    const meant = namedExperiments(git, pins, names)
    changePins(
      git,
      meant.map((pin) => pinChange(pin, pin.commit, undefined)),
    )
    return meant
  })
}

/** The pins of the clone, in the order of their refs. */
export function pinnedExperiments(context: Pick<PinContext, 'git'>): readonly Pin[] {
  return listPins(experimentBase(context).git)
}

/** Throws a `Failure` if one of these experiments is pinned. */
export function refusePinned(git: GitRepository, experiments: readonly Experiment[]): void {
  const pinned = pinnedRefs(git)
  const names = experiments.filter(({ ref }) => pinned.has(ref)).map(({ name, ref }) => name || ref)
  if (names.length === 0) return
  const list = names.map((name) => `'${name}'`).join(', ')
  throw new Failure('experiment-pinned', `${list} ${names.length > 1 ? 'are' : 'is'} pinned; nothing was changed.`, {
    hint: `To let go of it: sterna exp unpin ${names.join(' ')}`,
  })
}

function changePins(git: GitRepository, changes: Parameters<GitRepository['changeRefs']>[0]): void {
  if (git.changeRefs(changes, { message: 'pinned or unpinned' })) return
  throw new Failure('conflict', 'One of the pins has just been changed by another command; none was changed.', {
    hint: 'Look what there is, and try again: sterna exp pin',
  })
}

function notPinned(names: readonly string[]): Failure {
  const list = names.map((name) => `'${name}'`).join(', ')
  return new Failure('target-unknown', `${list} ${names.length > 1 ? 'are' : 'is'} not pinned.`, {
    hint: 'To see what is: sterna exp pin',
  })
}
