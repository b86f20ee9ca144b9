import { Failure } from '../foundation/base/index.ts'
import type { RevisionSelection } from './selected-revisions.ts'

/** What is kept and where is looked, as asked for. */
export interface GarbageScope extends RevisionSelection {
  readonly workspace: boolean
  /** Also remove what the remote has: it can be fetched again. */
  readonly notInRemote: boolean
  /** Look in the remotes as well. */
  readonly cloud: boolean
}

/** Refuses a scope that says nothing, or two things at once. */
export function checkScope(scope: GarbageScope): void {
  const { workspace, allTags, allCommits, allBranches, allExperiments, since, revision, commits } = scope
  if (scope.notInRemote && scope.cloud)
    throw new Failure('usage', '`--not-in-remote` and `--cloud` are mutually exclusive')
  const isGiven = workspace || allTags || allCommits || allBranches || allExperiments
  if (!isGiven && !since && !revision && !commits)
    throw new Failure(
      'usage',
      'Either of `-w|--workspace`, `-a|--all-branches`, `-T|--all-tags` `--all-experiments`, `--all-commits`, `--date` or `--rev` needs to be set.',
      { hint: 'To keep what any commit needs: sterna gc --all-commits' },
    )
  if (commits && !revision && !allBranches)
    throw new Failure('usage', '`--num` can only be used alongside `--rev` or `--all-branches`')
}
