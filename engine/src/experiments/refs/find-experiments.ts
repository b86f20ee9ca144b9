import { Failure } from '../../foundation/base/index.ts'
import type { GitRepository } from '../../foundation/git/index.ts'
import { parseExperimentRef, renderExperimentRef } from './experiment-ref.ts'
import { type Experiment, listExperiments } from './experiments.ts'

/**
 * The experiments that these names or full refs mean, undefined for those that are none. Of several with one name the
 * one that began at HEAD is meant; without such a one it is a `Failure` that lists them.
 */
export function findExperiments(
  experiments: readonly Experiment[],
  names: readonly string[],
  head: string | undefined,
): ReadonlyMap<string, Experiment | undefined> {
  return new Map(names.map((name) => [name, findOne(experiments, name, head)]))
}

/** The experiment of this clone that a name or a full ref means. */
export function findExperiment(git: Pick<GitRepository, 'refsBelow' | 'head'>, name: string): Experiment | undefined {
  return findOne(listExperiments(git), name, git.head().commit)
}

/** The commit of an experiment, for a revision that Git does not know. A name that means several is a `Failure`. */
export function experimentCommit(git: Pick<GitRepository, 'refsBelow' | 'head'>, revision: string): string | undefined {
  if (revision === 'HEAD' || revision.startsWith('refs/')) return undefined
  const same = listExperiments(git).filter(({ name }) => name === revision)
  const chosen = preferred(same, git.head().commit)
  if (chosen || same.length === 0) return chosen?.commit
  throw new Failure('git', `ambiguous Git revision '${revision}'`, { hint: fullNames(same) })
}

function findOne(experiments: readonly Experiment[], name: string, head: string | undefined): Experiment | undefined {
  if (name.startsWith('refs/')) return byFullRef(experiments, name)
  const same = experiments.filter((experiment) => experiment.name === name)
  const chosen = preferred(same, head)
  if (chosen || same.length === 0) return chosen
  throw new Failure(
    'usage',
    `Ambiguous name '${name}' refers to multiple experiments. ${sayFull}\n\n${same.map(({ ref }) => `\t${ref}`).join('\n')}`,
  )
}

const sayFull = 'Use one of the following full refnames instead:'

function byFullRef(experiments: readonly Experiment[], ref: string): Experiment | undefined {
  const place = parseExperimentRef(ref)
  if (!place) throw new Failure('usage', `'${ref}' is not a valid experiment refname.`)
  const full = renderExperimentRef(place)
  return experiments.find((experiment) => experiment.ref === full)
}

function preferred(same: readonly Experiment[], head: string | undefined): Experiment | undefined {
  return same.length === 1 ? same[0] : same.find(({ baseline }) => baseline === head)
}

function fullNames(experiments: readonly Experiment[]): string {
  return `Use one of the full names: ${experiments.map(({ ref }) => ref).join(', ')}`
}
