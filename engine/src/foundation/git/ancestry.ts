import { linesOf, type RunGit } from './list-refs.ts'

/** A commit with its parents, the first one in front. */
export interface CommitParents {
  readonly commit: string
  readonly parents: readonly string[]
}

/** The commits that lead to `after` and not to `before`, each behind its parents. */
export function commitsBetween(run: RunGit, before: string, after: string): CommitParents[] {
  return linesOf(run(['rev-list', '--topo-order', '--reverse', '--parents', after, `^${before}`, '--'])).map((line) => {
    const [commit = '', ...parents] = line.split(' ')
    return { commit, parents }
  })
}
