import { checkoutData, checkoutFailure } from '@sterna/engine'
import { command, flag } from '../shell/command.ts'
import { selectionParameters } from '../shell/selection-parameters.ts'
import { checkoutLines, summaryLine } from '../show/checkout.ts'

export const checkout = command({
  name: 'checkout',
  summary: 'Bring tracked data to the state that is recorded.',
  takes: {
    ...selectionParameters,
    summary: flag('--summary', 'Only count the changes.'),
    force: flag('-f, --force', 'Overwrite changes that are nowhere else.'),
    relink: flag('--relink', 'Link files anew in the way that is configured.'),
    allowMissing: flag('--allow-missing', 'Pass over data that the cache does not have.'),
  },
  failureExit: 255,
  run: async ({ summary, ...request }, { session, signal, report }) => {
    const project = await session.project()
    const result = await checkoutData(project, request, { signal, report })
    const lines = summary ? [summaryLine(result.changes)] : checkoutLines(project, result.changes)
    if (result.failed.length > 0) {
      for (const line of lines) session.print(line)
      throw checkoutFailure(result.failed)
    }
    return lines
  },
  show: (lines, { relink }) => [...lines, ...(relink ? ['Relinked successfully'] : [])],
})
