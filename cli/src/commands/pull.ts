import { checkoutFailure, planFetch, pullData } from '@sterna/engine'
import { command, flag } from '../shell/command.ts'
import { dryTransfer, transferParameters, transferRequest } from '../shell/selection-parameters.ts'
import { checkoutLines, countOf, summaryLine } from '../show/checkout.ts'
import { warningsTo } from '../show/events.ts'
import { planOutcome, refuseFailed, type TransferOutcome, warnMissing } from '../show/transfer.ts'

export const pull = command({
  name: 'pull',
  summary: 'Get tracked data from a remote into the workspace.',
  takes: {
    ...transferParameters,
    isDry: dryTransfer,
    force: flag('-f, --force', 'Overwrite changes that are nowhere else.'),
    allowMissing: flag('--allow-missing', 'Pass over data that is nowhere to be found.'),
  },
  headline: 'failed to pull data from the cloud',
  failureExit: 1,
  run: async ({ force, allowMissing, isDry, ...request }, { session, signal, report }): Promise<TransferOutcome> => {
    const project = await session.project()
    const call = { signal, report: warningsTo(session, report) }
    if (isDry) return planOutcome(session, await planFetch(project, transferRequest(request), call), 'fetched from')
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
    const last = summary === 'No changes.' ? 'Everything is up to date.' : summary
    return { lines: [...lines, last], told: { dry: false, ...fetched, changes } }
  },
  show: ({ lines }) => lines,
  json: ({ told }) => told,
})
