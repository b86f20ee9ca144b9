import { Failure, importRepository } from '@sterna/engine'
import { command, flag, number, option, options, word } from '../shell/command.ts'
import { UsageError } from '../shell/usage-error.ts'
import { gitHint } from '../show/git-hint.ts'
import { importsTo, withHeadline } from '../show/imports.ts'

export const importCommand = command({
  name: 'import',
  summary: 'Track a copy of what another repository has.',
  takes: {
    url: word('url', 'A Git repository: a path of this machine, or file://.'),
    path: word('path', 'What to take from there: data it tracks, or a file or directory of its own.'),
    out: option('-o, --out <path>', 'Where the copy goes.'),
    force: flag('-f, --force', 'Replace what is there already.'),
    revision: option('--rev <commit>', 'A branch, tag or commit of the repository.'),
    noExec: flag('--no-exec', 'Only write the .dvc file; do not look at the repository.'),
    noDownload: flag('--no-download', 'Record the commit, but get no data.'),
    jobs: number('-j, --jobs <number>', 'How many transfers at a time; local files need no more than one.'),
    remote: option('--remote <name>', "The repository's remote to use instead of its default one."),
    config: option('--config <file>', 'Settings to lay over those of the repository; not possible yet.'),
    remoteConfig: options('--remote-config <name=value>', "Settings to lay over its remote's; not possible yet."),
  },
  failureExit: 1,
  exits: { 'file-missing': 255 },
  run: (request, run) =>
    withHeadline(`failed to import '${request.path}' from '${request.url}'.`, async () => {
      const { noExec, noDownload, revision, remote, config, remoteConfig, ...others } = request
      if (noExec && noDownload) throw new UsageError('argument --no-download: not allowed with argument --no-exec')
      if (config !== undefined || remoteConfig.length > 0) throw noOtherSettings()
      const extent = noExec ? 'no-exec' : noDownload ? 'no-download' : 'download'
      const project = await run.session.project()
      const state = { ...(revision === undefined ? {} : { revision }), ...(remote === undefined ? {} : { remote }) }
      const call = { signal: run.signal, report: importsTo(run) }
      const result = await importRepository(project, { ...others, ...state, extent }, call)
      return { ...result, hint: gitHint(project, result) }
    }),
  show: ({ hint }) => hint,
})

function noOtherSettings(): Failure {
  return new Failure('unsupported', 'sterna cannot lay other settings over those of a repository yet.', {
    hint: 'Set them in that repository, or use dvc import for this one; sterna reads what DVC has written.',
  })
}
