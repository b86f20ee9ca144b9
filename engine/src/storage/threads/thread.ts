import { parentPort } from 'node:worker_threads'
import { explainSystemError, Failure } from '../../foundation/base/index.ts'
import { copyShare } from '../copy-objects.ts'
import { listShare } from '../listed-objects.ts'
import { lookAtRows } from '../look-at-rows.ts'
import { placeShare } from '../place-files.ts'
import { Progress, type StorageProgress } from '../progress.ts'
import { removeShare } from '../remove-unused.ts'
import { storeShare } from '../store-files.ts'
import { findUnusedShare } from '../unused-objects.ts'
import type { ThreadWork, WorkKind } from './thread-work.ts'
import type { ThreadReport } from './threads.ts'

type Doing = {
  readonly [Kind in WorkKind]: (
    order: ThreadWork[Kind]['order'],
    progress: Progress,
  ) => Promise<ThreadWork[Kind]['answer']>
}

const doing: Doing = {
  store: storeShare,
  copy: copyShare,
  place: (order, progress) => placeShare(order, progress),
  remove: removeShare,
  list: async (order, progress) => (await listShare(order, progress)).packed,
  'find-unused': findUnusedShare,
  look: lookAtRows,
}

/** What runs in a thread of its own: one share of some work, told to the thread that started it. */
parentPort?.once('message', ({ kind, order }: { readonly kind: WorkKind; readonly order: never }) => {
  void carryOut((progress) => doing[kind](order, progress))
})

async function carryOut(work: (progress: Progress) => Promise<unknown>): Promise<void> {
  try {
    tell({
      kind: 'done',
      answer: await work(new Progress({ report: deltas(), signal: new AbortController().signal }, 'store')),
    })
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

function tell(report: ThreadReport): void {
  parentPort?.postMessage(report, [])
}
