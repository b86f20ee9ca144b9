import { Failure, type ImportExtent, updateImports } from '@sterna/engine'
import { atLeastOne, command, flag, number, option, optionOrNothing, type RequestOf } from '../shell/command.ts'
import { importsTo } from '../show/imports.ts'

const takes = {
  targets: atLeastOne('targets', '.dvc files of imports.'),
  revision: optionOrNothing('--rev [commit]', 'The branch, tag or commit to follow from now on.'),
  isRecursive: flag('-R, --recursive', 'Targets are directories; all imports below them are meant.'),
  noDownload: flag('--no-download', 'Record the new state, but get no data.'),
  toRemote: flag('--to-remote', 'Put the data straight into a remote, not into the workspace.'),
  remote: option('-r, --remote <name>', 'The remote for --to-remote, if not the default one.'),
  jobs: number('-j, --jobs <number>', 'How many transfers at a time; local files need no more than one.'),
}

export const update = command({
  name: 'update',
  summary: 'Bring imported data to the present state of its source.',
  takes,
  headline: 'failed update data',
  failureExit: 1,
  run: async (request, run) => {
    const { targets, isRecursive, revision, remote } = request
    const options = { ...(revision === undefined ? {} : { revision }), ...(remote === undefined ? {} : { remote }) }
    const meant = { targets, isRecursive, ...options, extent: extentOf(request) }
    await updateImports(await run.session.project(), meant, { signal: run.signal, report: importsTo(run) })
  },
})

function extentOf({ toRemote, noDownload, remote }: RequestOf<typeof takes>): Exclude<ImportExtent, 'no-exec'> {
  if (toRemote && noDownload) throw new Failure('usage', "--to-remote can't be used with --no-download")
  if (!toRemote && remote !== undefined) throw new Failure('usage', "--remote can't be used without --to-remote")
  return toRemote ? 'to-remote' : noDownload ? 'no-download' : 'download'
}
