import { Failure } from '../../foundation/base/index.ts'
import type { GitRepository } from '../../foundation/git/index.ts'
import { type Experiment, listExperiments } from './experiments.ts'
import { findExperiments } from './find-experiments.ts'

/** The experiment that a name, a full ref or its commit stands for. Throws a `Failure` if there is none. */
export function findExperimentOfRevision(git: GitRepository, revision: string): Experiment {
  const all = listExperiments(git)
  const head = git.head().commit
  const named = isRef(revision) || all.some(({ name }) => name === revision)
  const found = named ? findExperiments(all, [revision], head).get(revision) : byCommit(git, all, revision)
  if (found) return found
  throw noExperiment(revision)
}

export function noExperiment(revision: string, why = ''): Failure {
  return new Failure('target-unknown', `'${revision}' does not appear to be an experiment commit.${why}`, {
    hint: 'To see what there is: sterna exp list --all-commits',
  })
}

function isRef(revision: string): boolean {
  return revision.startsWith('refs/')
}

function byCommit(git: GitRepository, all: readonly Experiment[], revision: string): Experiment | undefined {
  const commit = git.resolveOwn(revision)
  const same = all.filter((experiment) => experiment.commit === commit)
  return same.find(({ baseline }) => baseline === git.head().commit) ?? same[0]
}
