import { Failure } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'

/** The repository that experiments are kept in. Without one, or without a commit, there is a `Failure`. */
export function requireCommits(git: GitRepository | undefined): GitRepository {
  const repository = requireGit(git)
  if (repository.head().commit !== undefined) return repository
  throw new Failure('git', 'Empty Git repo. Add a commit to use experiments.', { hint: 'git commit' })
}

/** The repository that experiments are kept in. */
export function requireGit(git: GitRepository | undefined): GitRepository {
  if (git) return git
  throw new Failure('git', 'Only supported for Git repositories.', {
    hint: 'If this is a Git repository: sterna config core.no_scm false',
  })
}
