import { Failure, type ImportExtent, importUrl as importFromUrl } from '@sterna/engine'
import { command, flag, number, option, optionalWord, type RequestOf, word } from '../shell/command.ts'
import { storageOf, storageParameters } from '../shell/settings-parameters.ts'
import { UsageError } from '../shell/usage-error.ts'
import { gitHint } from '../show/git-hint.ts'
import { importsTo, withHeadline } from '../show/imports.ts'

const takes = {
  url: word('url', 'A path of this machine, a URL such as s3://bucket/path, or remote://name/path.'),
  out: optionalWord('out', 'Where the copy goes.'),
  toRemote: flag('--to-remote', 'Put the data straight into a remote, not into the workspace.'),
  remote: option('-r, --remote <name>', 'The remote for --to-remote, if not the default one.'),
  noExec: flag('--no-exec', 'Only write the .dvc file; do not look at the source.'),
  noDownload: flag('--no-download', 'Record the hash of the source, but get no data.'),
  jobs: number('-j, --jobs <number>', 'How many transfers at a time; local files need no more than one.'),
  force: flag('-f, --force', 'Replace what is there already.'),
  versionAware: flag(
    '--version-aware',
    'Record that versions of the storage are to be followed; local files have none.',
  ),
  ...storageParameters,
}

export const importUrl = command({
  name: 'import-url',
  summary: 'Track a copy of data that lies elsewhere.',
  takes,
  failureExit: 1,
  run: (request, run) =>
    withHeadline(
      `failed to import ${request.url}. You could also try downloading it manually, and adding it with \`sterna add\`.`,
      async () => {
        refuseCombinations(request)
        const { url, out, force, remote } = request
        const project = await run.session.project()
        const storage = new Map([
          ...storageOf(request),
          ...(request.versionAware ? [['version_aware', true] as const] : []),
        ])
        const meant = {
          url,
          storage,
          out,
          force,
          extent: extentOf(request),
          ...(remote === undefined ? {} : { remote }),
        }
        const result = await importFromUrl(project, meant, { signal: run.signal, report: importsTo(run) })
        return { ...result, hint: gitHint(project, result) }
      },
    ),
  show: ({ hint }) => hint,
})

function refuseCombinations(request: RequestOf<typeof takes>): void {
  const { noExec, noDownload, versionAware, toRemote, remote } = request
  if (noExec && noDownload) throw new UsageError('argument --no-download: not allowed with argument --no-exec')
  if (toRemote && (noExec || noDownload || versionAware))
    throw new Failure('usage', '--no-exec/--no-download/--version-aware cannot be combined with --to-remote')
  if (!toRemote && remote !== undefined) throw new Failure('usage', "--remote can't be used without --to-remote")
}

function extentOf({ toRemote, noExec, noDownload }: RequestOf<typeof takes>): ImportExtent {
  if (toRemote) return 'to-remote'
  if (noExec) return 'no-exec'
  return noDownload ? 'no-download' : 'download'
}
