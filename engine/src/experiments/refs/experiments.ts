import type { GitRepository, KnownRefs } from '../../foundation/git/index.ts'
import { type ExperimentPlace, experimentNamespace, parseExperimentRef } from './experiment-ref.ts'

/** An experiment that there is. */
export interface Experiment extends ExperimentPlace {
  /** The full name of its ref. */
  readonly ref: string
  /** Its last commit. */
  readonly commit: string
}

type Git = Pick<GitRepository, 'refsBelow' | 'remoteRefs'>

/** All experiments of the clone, by ref. What is known of directories of refs spares reading thousands of files. */
export function listExperiments(git: Pick<Git, 'refsBelow'>, known?: KnownRefs): Experiment[] {
  return experimentsIn(git.refsBelow(experimentNamespace, known))
}

/** All experiments of another repository, by a remote's name or a URL. */
export function listRemoteExperiments(git: Pick<Git, 'remoteRefs'>, remote: string): Experiment[] {
  return experimentsIn(git.remoteRefs(remote, experimentNamespace))
}

/** Those that there are among refs. */
export function experimentsIn(refs: ReadonlyMap<string, string>): Experiment[] {
  const found: Experiment[] = []
  for (const [ref, commit] of refs) {
    const place = parseExperimentRef(ref)
    if (place) found.push({ ...place, ref, commit })
  }
  return found
}

/** Experiments, or work on them, by the commit they began at. */
export function byBaseline<Begun extends { readonly baseline: string }>(
  experiments: readonly Begun[],
): ReadonlyMap<string, readonly Begun[]> {
  const groups = new Map<string, Begun[]>()
  for (const experiment of experiments) {
    const group = groups.get(experiment.baseline)
    if (group) group.push(experiment)
    else groups.set(experiment.baseline, [experiment])
  }
  return groups
}
