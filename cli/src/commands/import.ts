import { importRepository, withoutPassword } from '@sterna/engine'
import { command, flag, number, optionOrNothing, word } from '../shell/command.ts'
import { recordedSettings, settingsParameters } from '../shell/settings-parameters.ts'
import { UsageError } from '../shell/usage-error.ts'
import { gitHint } from '../show/git-hint.ts'
import { importsTo, withHeadline } from '../show/imports.ts'

export const importCommand = command({
  name: 'import',
  summary: 'Track a copy of what another repository has.',
  takes: {
    url: word('url', 'A Git repository: a folder, or a URL that Git can reach.'),
    path: word('path', 'What to take from there: data it tracks, or a file or directory of its own.'),
    out: optionOrNothing('-o, --out [path]', 'Where the copy goes.'),
    force: flag('-f, --force', 'Replace what is there already.'),
    revision: optionOrNothing('--rev [commit]', 'A branch, tag or commit of the repository.'),
    noExec: flag('--no-exec', 'Only write the .dvc file; do not look at the repository.'),
    noDownload: flag('--no-download', 'Record the commit, but get no data.'),
    jobs: number('-j, --jobs <number>', 'How many transfers at a time; local files need no more than one.'),
    ...settingsParameters,
  },
  failureExit: 1,
  exits: { 'file-missing': 255, 'missing-data': 255 },
  run: (request, run) =>
    withHeadline(`failed to import '${request.path}' from '${withoutPassword(request.url)}'.`, async () => {
      const { noExec, noDownload, revision, url, path, out, force } = request
      if (noExec && noDownload) throw new UsageError('argument --no-download: not allowed with argument --no-exec')
      const extent = noExec ? 'no-exec' : noDownload ? 'no-download' : 'download'
      const project = await run.session.project()
      const source = { url, path, ...(revision === undefined ? {} : { revision }), ...recordedSettings(request) }
      const call = { signal: run.signal, report: importsTo(run) }
      const result = await importRepository(project, { ...source, out, force, extent }, call)
      return { ...result, hint: gitHint(project, result) }
    }),
  show: ({ hint }) => hint,
})
