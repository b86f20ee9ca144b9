import { type CloudStatus, cloudStatus, Failure, projectStatus, type StatusResult } from '@sterna/engine'
import { command, flag, number, option, type RequestOf } from '../shell/command.ts'
import { selectionParameters } from '../shell/selection-parameters.ts'
import { cloudStatusLines } from '../show/cloud-status.ts'
import { warningsTo } from '../show/events.ts'
import { statusJson, statusLines } from '../show/status.ts'

const takes = {
  ...selectionParameters,
  cloud: flag('-c, --cloud', 'Compare the cache with a remote instead.'),
  remote: option('-r, --remote <name>', 'The remote to compare with, if not the default one.'),
  allBranches: flag('-a, --all-branches', 'With --cloud: also what the tips of all branches need.'),
  allTags: flag('-T, --all-tags', 'With --cloud: also what all tags need.'),
  allCommits: flag('-A, --all-commits', 'With --cloud: also what any commit needs.'),
  jobs: number('-j, --jobs <number>', 'How many questions at a time; a local remote needs no more than one.'),
  noUpdates: flag('--no-updates', 'Do not look for new versions of imported data.'),
}

type Request = RequestOf<typeof takes>
type Found =
  | { readonly kind: 'local'; readonly status: StatusResult }
  | { readonly kind: 'cloud'; readonly status: CloudStatus; readonly remote: string | undefined }

export const status = command({
  name: 'status',
  summary: 'Show what changed in data and pipelines.',
  takes,
  failureExit: 1,
  exits: { remote: 1 },
  run: async (request, { session, signal, report }): Promise<Found> => {
    const project = await session.project()
    const call = { signal, report: warningsTo(session, report) }
    if (!isAboutCloud(request)) {
      refuseCloudOptions(request)
      return { kind: 'local', status: await projectStatus(project, request, call) }
    }
    const { targets, isRecursive, withDependencies, allBranches, allTags, allCommits, remote } = request
    const commits = { allBranches, allTags, allCommits }
    const meant = { targets, isRecursive, withDependencies, commits, ...(remote === undefined ? {} : { remote }) }
    const found = await cloudStatus(project, meant, call)
    return { kind: 'cloud', status: found, remote: remote ?? project.config.defaultRemote() }
  },
  show: (found, { cloud }) =>
    found.kind === 'local' ? statusLines(found.status) : cloudStatusLines(found.status, found.remote, cloud),
  json: (found) => (found.kind === 'local' ? statusJson(found.status) : found.status.states),
  exitCode: (found, _request, isQuiet) => (isQuiet && isChanged(found) ? 1 : 0),
})

function isAboutCloud({ cloud, remote }: Request): boolean {
  return cloud || remote !== undefined
}

function refuseCloudOptions({ allBranches, allTags, allCommits, jobs }: Request): void {
  const given = [
    ...(allBranches ? ['--all-branches'] : []),
    ...(allTags ? ['--all-tags'] : []),
    ...(allCommits ? ['--all-commits'] : []),
    ...(jobs ? ['--jobs'] : []),
  ]
  if (given.length === 0) return
  throw new Failure('usage', `The following options are meaningless for local status: ${given.join(', ')}`, {
    hint: 'To compare the cache with a remote, add --cloud.',
  })
}

function isChanged(found: Found): boolean {
  return found.kind === 'local' ? found.status.changed.length > 0 : found.status.states.size > 0
}
