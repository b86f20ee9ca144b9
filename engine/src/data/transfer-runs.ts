import { mapBounded } from '../foundation/base/index.ts'
import type { RunRecords } from '../storage/index.ts'
import { nothingMoved, type TransferContext, type TransferRequest, type TransferResult } from './transfer-data.ts'

/**
 * Copies the remembered runs that the other side lacks, if they are asked for and the remote can keep them. As in DVC,
 * those that are fetched are not counted.
 */
export async function copyRuns(
  context: TransferContext,
  request: TransferRequest,
  direction: 'push' | 'fetch',
): Promise<TransferResult> {
  const remote = request.withRunCache ? context.remote(request.remote)?.runs : undefined
  if (!remote) return nothingMoved
  if (direction === 'fetch') await copyMissing(remote, context.runs)
  return direction === 'fetch'
    ? nothingMoved
    : { ...nothingMoved, transferred: await copyMissing(context.runs, remote) }
}

/** What a record says stands in its name, so that one of the same name need not be copied. */
async function copyMissing(from: RunRecords, to: RunRecords): Promise<number> {
  const names = await from.list()
  const lacking = await to.lacking(names)
  await mapBounded(lacking, Math.max(from.jobs, to.jobs), async (name) => {
    const bytes = await from.read(name)
    if (bytes) await to.write(name, bytes)
  })
  await to.announce?.(names)
  return lacking.length
}
