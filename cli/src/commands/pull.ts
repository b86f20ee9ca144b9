import { checkoutFailure, pullData } from '@sterna/engine'
import { command, flag } from '../shell/command.ts'
import { transferParameters, transferRequest } from '../shell/selection-parameters.ts'
import { checkoutLines, countOf, summaryLine } from '../show/checkout.ts'
import { warningsTo } from '../show/events.ts'
import { refuseFailed, warnMissing } from '../show/transfer.ts'

export const pull = command({
  name: 'pull',
  summary: 'Get tracked data from a remote into the workspace.',
  takes: {
    ...transferParameters,
    force: flag('-f, --force', 'Overwrite changes that are nowhere else.'),
    allowMissing: flag('--allow-missing', 'Pass over data that is nowhere to be found.'),
  },
  headline: 'failed to pull data from the cloud',
  failureExit: 1,
  run: async ({ force, allowMissing, ...request }, { session, signal, report }) => {
    const project = await session.project()
    const call = { signal, report: warningsTo(session, report) }
    const { fetched, checkout } = await pullData(project, { ...transferRequest(request), force, allowMissing }, call)
    warnMissing(session, fetched)
    refuseFailed(session, fetched, 'download')
    const changes = checkout?.changes ?? []
    const lines = checkoutLines(project, changes)
    if (checkout && checkout.failed.length > 0) {
      for (const line of lines) session.print(line)
      throw checkoutFailure(checkout.failed)
    }
    const summary = summaryLine(changes, countOf(fetched.transferred, 'fetched'))
    return [...lines, summary === 'No changes.' ? 'Everything is up to date.' : summary]
  },
  show: (lines) => lines,
})
