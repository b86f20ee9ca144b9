import { addData } from '@sterna/engine'
import { atLeastOne, command, flag } from '../shell/command.ts'
import { gitHint } from '../show/git-hint.ts'

export const add = command({
  name: 'add',
  summary: 'Track files and directories.',
  takes: {
    targets: atLeastOne('targets', 'Files and directories to track.'),
    isPattern: flag('--glob', 'Targets are patterns such as data/*.csv.'),
    withoutCommit: flag('--no-commit', 'Only record the hash; put nothing into the cache.'),
    withoutRelink: flag('--no-relink', 'Leave the files as they are, whatever kind of link is configured.'),
  },
  failureExit: 1,
  run: async (request, { session, signal, report }) => {
    const project = await session.project()
    const result = await addData(project, request, { signal, report })
    return { ...result, hint: gitHint(project, result) }
  },
  show: ({ hint }) => hint,
})
