import { linesOf, listRefs, type RunGit } from './list-refs.ts'

/** Which commits beside the work tree are meant. */
export interface CommitSelection {
  readonly allBranches?: boolean
  readonly allTags?: boolean
  readonly allCommits?: boolean
  /** These by their full ids, and no work tree. */
  readonly only?: readonly string[]
}

/** The selected commits, each once, with the names they were selected by. All commits: newest first, named by themselves. */
export function listCommits(run: RunGit, selection: CommitSelection, hasHead: boolean): Map<string, readonly string[]> {
  if (selection.only) return new Map(selection.only.map((commit) => [commit, [commit]]))
  if (selection.allCommits) {
    const starts = ['--branches', '--remotes', '--tags', ...(hasHead ? ['HEAD'] : [])]
    return new Map(linesOf(run(['rev-list', ...starts, '--'])).map((commit) => [commit, [commit]]))
  }
  const namespaces = [...(selection.allBranches ? ['refs/heads'] : []), ...(selection.allTags ? ['refs/tags'] : [])]
  return namespaces.length === 0 ? new Map() : tipsOf(run, namespaces)
}

/** The commits of branches or tags, by the names people know them by: without `refs/heads/` or `refs/tags/`. */
function tipsOf(run: RunGit, namespaces: readonly string[]): Map<string, readonly string[]> {
  const tips = new Map<string, readonly string[]>()
  for (const { name, commit } of listRefs(run, namespaces))
    tips.set(commit, [...(tips.get(commit) ?? []), name.split('/').slice(2).join('/')])
  return tips
}
