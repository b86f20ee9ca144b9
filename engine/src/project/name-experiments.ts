import { experimentCommit } from '../experiments/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'

/** Has names of experiments accepted wherever a revision is. */
export function nameExperiments(git: GitRepository | undefined): void {
  git?.alsoNames((name) => experimentCommit(git, name))
}
