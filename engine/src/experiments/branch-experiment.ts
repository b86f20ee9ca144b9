import { Failure } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import { findExperimentOfRevision } from './refs/experiment-of-revision.ts'
import { experimentBase } from './require-git.ts'
import type { WritingContext } from './writing-context.ts'

export interface BranchRequest {
  /** Its name, its full ref or its commit. */
  readonly experiment: string
  /** Left out: the experiment's name with `-branch` behind it. */
  readonly branch?: string | undefined
}

export interface ExperimentBranch {
  readonly experiment: string
  readonly branch: string
  readonly commit: string
}

/** Makes a branch of an experiment. What is checked out does not change. */
export function branchExperiment(
  context: Pick<WritingContext, 'git'>,
  { experiment, branch: wanted }: BranchRequest,
): ExperimentBranch {
  const { git } = experimentBase(context)
  const { name, commit } = findExperimentOfRevision(git, experiment)
  const branch = wanted ?? `${name}-branch`
  refuseBadBranch(git, branch)
  const change = { ref: `refs/heads/${branch}`, from: undefined, to: commit }
  const message = `dvc: Created from experiment '${name}'`
  if (!git.changeRefs([change], { message, isLogged: true }))
    throw new Failure('file-exists', `Git branch '${branch}' already exists.`, {
      hint: `Choose another name: sterna exp branch ${experiment} NAME`,
    })
  return { experiment: name, branch, commit }
}

function refuseBadBranch(git: GitRepository, branch: string): void {
  if (git.isBranchName(branch)) return
  throw new Failure('usage', `'${branch}' is not a valid name of a Git branch.`, {
    hint: 'Letters, digits, "-", "_", "/" and "." in the middle are always right.',
  })
}
