import type { GitRepository, RefChange } from '../../foundation/git/index.ts'
import { type ExperimentPlace, experimentNamespace, parseExperimentRef, renderExperimentRef } from './experiment-ref.ts'
import type { Experiment } from './experiments.ts'

/** Below this lies a ref for each pin, called as the experiment is below `refs/exps`. DVC does not look here. */
const pinNamespace = 'refs/sterna/pins'

/** What is pinned: where the experiment lies, and the commit it had when it was pinned. */
export type Pin = Experiment

/** All pins of the clone, also of experiments that another program has removed. */
export function listPins(git: Pick<GitRepository, 'refsBelow'>): Pin[] {
  return [...git.refsBelow(pinNamespace)].flatMap(([pinRef, commit]) => {
    const ref = `${experimentNamespace}${pinRef.slice(pinNamespace.length)}`
    const place = parseExperimentRef(ref)
    return place ? [{ ...place, ref, commit }] : []
  })
}

/** The full refs of the experiments that are pinned, whatever they hold by now. */
export function pinnedRefs(git: Pick<GitRepository, 'refsBelow'>): ReadonlySet<string> {
  return new Set(listPins(git).map(({ ref }) => ref))
}

/** How the ref of a pin changes; `from` and `to` are commits. */
export function pinChange(place: ExperimentPlace, from: string | undefined, to: string | undefined): RefChange {
  return { ref: `${pinNamespace}${renderExperimentRef(place).slice(experimentNamespace.length)}`, from, to }
}
