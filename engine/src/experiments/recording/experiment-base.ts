import { Failure } from '../../foundation/base/index.ts'
import type { GitRepository } from '../../foundation/git/index.ts'
import type { WritingContext } from '../writing-context.ts'

/** Where an experiment of this work tree begins. */
export interface ExperimentBase {
  readonly git: GitRepository
  /** The commit that is checked out. */
  readonly head: string
}

/** Throws a `Failure` that says what is missing where no experiment can be: without Git, or without a commit. */
export function experimentBase(context: Pick<WritingContext, 'git'>): ExperimentBase {
  const { git } = context
  if (!git)
    throw new Failure(
      'git',
      "Only supported for Git repositories. If you're seeing this error in a Git repo, try updating the DVC configuration with `dvc config core.no_scm false`.",
      { hint: 'To make a repository: git init. Without one there is "sterna repro".' },
    )
  const head = git.head().commit
  if (head === undefined)
    throw new Failure('git', 'Empty Git repo. Add a commit to use experiments.', {
      hint: 'git add --all && git commit --message begin',
    })
  return { git, head }
}
