import { Failure } from '../base/index.ts'
import type { GitRepository } from './repository.ts'

/**
 * The commit of a branch that only remotes have, by the name it has there, as `git checkout` takes it. Failure 'git' if remotes
 * have several of that name that lead to different commits.
 */
export function remoteBranchCommit(git: Pick<GitRepository, 'refsBelow'>, name: string): string | undefined {
  const commits = new Set<string>()
  for (const [ref, commit] of git.refsBelow('refs/remotes'))
    if (/^refs\/remotes\/[^/]+\/(.+)$/.exec(ref)?.[1] === name) commits.add(commit)
  const [commit, ...others] = commits
  if (others.length === 0) return commit
  throw new Failure('git', `ambiguous Git revision '${name}'`, {
    hint: `Say which remote's it is, such as origin/${name}.`,
  })
}
