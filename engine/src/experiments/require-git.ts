import { Failure } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'

/** A repository with at least one commit. */
export interface ExperimentBase {
  readonly git: GitRepository
  /** The commit that is checked out, where an experiment of this work tree begins. */
  readonly head: string
}

/** Throws a `Failure` that says what is missing where no experiment can be: without Git, or without a commit. */
export function experimentBase(context: { readonly git: GitRepository | undefined }): ExperimentBase {
  const git = requireGit(context.git)
  const head = git.head().commit
  if (head !== undefined) return { git, head }
  throw new Failure('git', 'Empty Git repo. Add a commit to use experiments.', {
    hint: 'git add --all && git commit --message begin',
  })
}

/** The repository that experiments are kept in. */
export function requireGit(git: GitRepository | undefined): GitRepository {
  if (git) return git
  throw new Failure('git', 'Only supported for Git repositories.', {
    hint: 'If this is a Git repository: sterna config core.no_scm false. To make one: git init. Without one there is "sterna repro".',
  })
}
