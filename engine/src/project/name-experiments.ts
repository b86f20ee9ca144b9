import { experimentCommit } from '../experiments/index.ts'
import { type GitRepository, remoteBranchCommit } from '../foundation/git/index.ts'

/** Has branches that only remotes have, and names of experiments, accepted wherever a revision is. */
export function nameExperiments(git: GitRepository | undefined): void {
  git?.alsoNames((name) => remoteBranchCommit(git, name) ?? experimentCommit(git, name))
}
