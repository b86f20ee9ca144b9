import type { GitRepository } from '../../foundation/git/index.ts'

type Git = Pick<GitRepository, 'head' | 'refs'>

/** What people call commits: the branch that is checked out, or else a tag, or else a branch. */
export function commitNames(git: Git, commits: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const head = git.head()
  const others = commits.filter((commit) => commit !== head.commit || head.branch === undefined)
  if (others.length > 0) takeFirst(names, git, 'refs/tags/')
  if (others.length > 0) takeFirst(names, git, 'refs/heads/')
  if (head.commit !== undefined && head.branch !== undefined) names.set(head.commit, head.branch)
  return names
}

function takeFirst(names: Map<string, string>, git: Git, prefix: string): void {
  for (const { name, commit } of git.refs(prefix)) if (!names.has(commit)) names.set(commit, name.slice(prefix.length))
}
