import { commitStages } from '@sterna/engine'
import { command, flag } from '../shell/command.ts'
import { confirmAt } from '../shell/confirm.ts'
import { selectionParameters } from '../shell/selection-parameters.ts'
import { lockFileLines, warningsTo } from '../show/events.ts'

export const commit = command({
  name: 'commit',
  summary: 'Record the present state of changed outputs.',
  takes: {
    ...selectionParameters,
    force: flag('-f, --force', 'Record changes without asking.'),
    withoutRelink: flag('--no-relink', 'Leave the files as they are, whatever kind of link is configured.'),
  },
  failureExit: 1,
  run: async (request, { session, signal, report }) => {
    const project = await session.project()
    const warn = warningsTo(session, report)
    await commitStages(
      project,
      { ...request, confirm: confirmAt(session, signal) },
      {
        signal,
        report(event) {
          if (event.kind === 'lock-written') for (const line of lockFileLines(project, event)) session.print(line)
          else warn(event)
        },
      },
    )
  },
})
