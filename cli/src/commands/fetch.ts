import { fetchData } from '@sterna/engine'
import { choicesOf, command, number } from '../shell/command.ts'
import { transferParameters, transferRequest } from '../shell/selection-parameters.ts'
import { warningsTo } from '../show/events.ts'
import { refuseFailed, transferLine, warnMissing } from '../show/transfer.ts'

export const fetch = command({
  name: 'fetch',
  summary: 'Get tracked data from a remote into the cache.',
  takes: {
    ...transferParameters,
    maxBytes: number('--max-size <bytes>', 'Only outputs that are smaller than this.'),
    types: choicesOf('--type <kind>', ['metrics', 'plots'], 'Only outputs of this kind.'),
  },
  headline: 'failed to fetch data from the cloud',
  failureExit: 1,
  run: async ({ maxBytes, types, ...request }, { session, signal, report }) => {
    const narrowed = { ...transferRequest(request), types, ...(maxBytes === undefined ? {} : { maxBytes }) }
    const call = { signal, report: warningsTo(session, report) }
    const result = await fetchData(await session.project(), narrowed, call)
    warnMissing(session, result)
    refuseFailed(session, result, 'download')
    return result
  },
  show: (result) => [transferLine(result, 'fetched')],
})
