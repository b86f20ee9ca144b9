import { dataStatus as lookAtData } from '@sterna/engine'
import { command, flag, many, option, optionWithPreset } from '../shell/command.ts'
import { dataStatusJson, dataStatusLines } from '../show/data-status.ts'

export const dataStatus = command({
  name: 'data status',
  summary: 'Compare the last commit, what is recorded, and the workspace.',
  takes: {
    targets: many('targets', 'Tracked files and directories, or paths inside them; everything if left out.'),
    isGranular: flag('--granular', 'Also the files of tracked directories.'),
    withUnchanged: flag('--unchanged', 'Also what has not changed.'),
    untrackedFiles: optionWithPreset('--untracked-files [which]', 'all', 'Also files that nobody tracks: all, or no.', [
      'no',
      'all',
    ]),
    remote: option('-r, --remote <name>', 'The remote to ask, if not the default one.'),
    notInRemote: flag('--not-in-remote', 'Also what the remote does not have.'),
    noRemoteRefresh: flag('--no-remote-refresh', "Accepted for DVC's sake; the remote is always asked."),
  },
  failureExit: 255,
  exits: { remote: 251 },
  run: async ({ untrackedFiles, ...request }, { session, signal, report }) =>
    lookAtData(await session.project(), { ...request, withUntracked: untrackedFiles === 'all' }, { signal, report }),
  show: dataStatusLines,
  json: dataStatusJson,
})
