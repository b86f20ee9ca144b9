import type { TransferRequest } from '@sterna/engine'
import { flag, many, number, onOff, option, type RequestOf } from './command.ts'

/** What is meant, for commands that work on outputs or parts of them. */
export const selectionParameters = {
  targets: many('targets', 'Stages, .dvc files, outputs, or paths inside of them; everything if left out.'),
  isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
  withDependencies: flag('-d, --with-deps', 'Also what the stages among the targets depend on.'),
}

/** What push, fetch and pull take alike. */
export const transferParameters = {
  ...selectionParameters,
  remote: option('-r, --remote <name>', 'The remote that is meant, if not the default one.'),
  jobs: number('-j, --jobs <number>', 'How many transfers at a time; a local remote needs no more than one.'),
  allBranches: flag('-a, --all-branches', 'Also what the tips of all branches need.'),
  allTags: flag('-T, --all-tags', 'Also what all tags need.'),
  allCommits: flag('-A, --all-commits', 'Also what any commit needs.'),
  withRunCache: onOff('--run-cache', 'Also the remembered runs of stages.'),
  isPattern: flag('--glob', 'Targets are patterns such as data/*.csv.'),
}

export const dryTransfer = flag(
  '--dry',
  'Only say how much would be moved, and between which places; DVC does not have this.',
)

/** The same as a request of the engine. */
export function transferRequest({
  remote,
  jobs,
  withRunCache,
  allBranches,
  allTags,
  allCommits,
  ...others
}: RequestOf<typeof transferParameters>): TransferRequest {
  return {
    ...others,
    commits: { allBranches, allTags, allCommits },
    withRunCache: withRunCache === true,
    ...(remote === undefined ? {} : { remote }),
    ...(jobs === undefined ? {} : { jobs }),
  }
}
