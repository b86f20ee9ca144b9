import { fetchData, planFetch } from '@sterna/engine'
import { choicesOf, command, number } from '../shell/command.ts'
import { dryTransfer, transferParameters, transferRequest } from '../shell/selection-parameters.ts'
import { warningsTo } from '../show/events.ts'
import { planOutcome, refuseFailed, transferOutcome, warnMissing } from '../show/transfer.ts'

export const fetch = command({
  name: 'fetch',
  summary: 'Get tracked data from a remote into the cache.',
  takes: {
    ...transferParameters,
    isDry: dryTransfer,
    maxBytes: number('--max-size <bytes>', 'Only outputs that are smaller than this.'),
    types: choicesOf('--type <kind>', ['metrics', 'plots'], 'Only outputs of this kind.'),
  },
  headline: 'failed to fetch data from the cloud',
  failureExit: 1,
  run: async ({ maxBytes, types, isDry, ...request }, { session, signal, report }) => {
    const narrowed = { ...transferRequest(request), types, ...(maxBytes === undefined ? {} : { maxBytes }) }
    const call = { signal, report: warningsTo(session, report) }
    const project = await session.project()
    if (isDry) return planOutcome(session, await planFetch(project, narrowed, call), 'fetched from')
    const result = await fetchData(project, narrowed, call)
    warnMissing(session, result)
    refuseFailed(session, result, 'download')
    return transferOutcome(result, 'fetched')
  },
  show: ({ lines }) => lines,
  json: ({ told }) => told,
})
