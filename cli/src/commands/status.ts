import { projectStatus } from '@sterna/engine'
import { command, flag, many } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'
import { statusJson, statusLines } from '../show/status.ts'

export const status = command({
  name: 'status',
  summary: 'Show what changed in data and pipelines.',
  takes: {
    targets: many('targets', 'Stages, .dvc files or outputs; everything if left out.'),
    withDependencies: flag('-d, --with-deps', 'Also what the targets depend on.'),
    isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
    noUpdates: flag('--no-updates', 'Do not look for new versions of imported data.'),
  },
  failureExit: 1,
  run: async (request, { session, signal, report }) =>
    projectStatus(await session.project(), request, { signal, report: warningsTo(session, report) }),
  show: statusLines,
  json: statusJson,
  exitCode: ({ changed }, _request, isQuiet) => (isQuiet && changed.length > 0 ? 1 : 0),
})
