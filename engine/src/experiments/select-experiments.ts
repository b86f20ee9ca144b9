import { Failure } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { Experiment } from './refs/experiments.ts'
import { findExperiments } from './refs/find-experiments.ts'
import { selectBaselines } from './show/baselines.ts'

/** Which experiments are meant: by name, all, or those that began at some commits. */
export interface ExperimentSelection {
  /** Names or full refs. */
  readonly names: readonly string[]
  readonly allCommits: boolean
  /** Commits that they began at. */
  readonly revisions: readonly string[]
  /** So many commits from each along first parents; a negative number: all. */
  readonly commits: number
}

/** Those that are meant of all there are. A name that none has is a `Failure`. */
export async function selectExperiments(
  git: GitRepository,
  all: readonly Experiment[],
  selection: ExperimentSelection,
  remote?: string,
): Promise<Experiment[]> {
  const { names, allCommits, revisions, commits } = selection
  if (names.length > 0) return namedExperiments(git, all, names, remote)
  if (allCommits) return [...all]
  const meant = { revisions, commits, allBranches: false, allTags: false, allCommits: false }
  const baselines = new Set(await selectBaselines(git, meant))
  return all.filter(({ baseline }) => baselines.has(baseline))
}

/** Those of all there are that the names or full refs mean. A name that none has is a `Failure`. */
export function namedExperiments(
  git: GitRepository,
  all: readonly Experiment[],
  names: readonly string[],
  remote?: string,
): Experiment[] {
  const found = findExperiments(all, names, git.head().commit)
  const unknown = names.filter((name) => found.get(name) === undefined)
  if (unknown.length > 0) throw unknownNames(unknown, remote)
  return [...new Set(names.map((name) => found.get(name)!))]
}

/** In DVC's words: there is nothing of these names. */
export function unknownNames(names: readonly string[], remote?: string): Failure {
  const list = names.join('; ')
  if (remote !== undefined) return new Failure('target-unknown', `Experiment '${list}' does not exist in '${remote}'`)
  const what = names.length > 1 ? 'are not valid experiment names' : 'is not a valid experiment name'
  return new Failure('target-unknown', `'${list}' ${what}`, {
    hint: 'To see what there is: sterna exp list --all-commits',
  })
}
