import { parentPort } from 'node:worker_threads'
import { explainSystemError, Failure } from '../foundation/base/index.ts'
import { LocalObjects } from './local-objects.ts'
import { Progress, type StorageProgress } from './progress.ts'
import { storeHere } from './store-files.ts'
import { received, type StoreOrder, type StoreReport } from './store-workers.ts'

/** What runs in a thread of its own: one piece of the work of `storeFiles`, told to the thread that started it. */
parentPort?.once('message', (order: StoreOrder) => void carryOut(order))

async function carryOut(order: StoreOrder): Promise<void> {
  try {
    const { files, place, ...how } = order
    const progress = new Progress({ report: deltas(), signal: new AbortController().signal }, 'store')
    const read = await storeHere(received(files), { objects: new LocalObjects(place), ...how }, progress)
    tell({ kind: 'done', read: { md5: read.hashes.bytes, bytes: read.bytes, touched: read.touched } })
  } catch (error) {
    const explained = explainSystemError(error)
    const { code, hint } = explained instanceof Failure ? explained : { code: undefined, hint: undefined }
    tell({ kind: 'failed', code, hint, message: explained instanceof Error ? explained.message : String(explained) })
  }
}

/** Tells what has been done since the last time, since the other thread adds it to its own. */
function deltas(): (event: StorageProgress) => void {
  let [files, bytes] = [0, 0]
  return (event) => {
    tell({ kind: 'progress', files: event.files - files, bytes: event.bytes - bytes })
    files = event.files
    bytes = event.bytes
  }
}

function tell(report: StoreReport): void {
  parentPort?.postMessage(report, [])
}
