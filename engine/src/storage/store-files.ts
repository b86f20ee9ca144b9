import { type FilesRead, type FilesToRead, totalsOf } from './files-to-read.ts'
import { Md5Column } from './md5-column.ts'
import { Progress, type StorageCall } from './progress.ts'
import { readFiles } from './read-files.ts'
import { type Storing, storeSink } from './store-sinks.ts'
import { received, shareOut, startWorkers } from './store-workers.ts'

const pauseMilliseconds = 20

/** Reads files once and writes them to the store, with the help of other threads where there is enough to do. */
export async function storeFiles(files: FilesToRead, storing: Storing, call?: StorageCall): Promise<FilesRead> {
  const progress = new Progress(call, 'store', totalsOf(files))
  const workers = startWorkers(files)
  if (workers.length === 0) return storeHere(files, storing, progress)
  const [own, ...others] = shareOut(files, workers.length + 1)
  try {
    const theirs = Promise.all(workers.map((worker, i) => worker.store(others[i]!, storing, progress)))
    theirs.catch(() => undefined)
    return joined([await storeHere(received(own!), storing, progress), ...(await waitFor(theirs, progress))])
  } finally {
    await Promise.all(workers.map((worker) => worker.close()))
    progress.report()
  }
}

export function storeHere(files: FilesToRead, storing: Storing, progress: Progress): Promise<FilesRead> {
  const touched = new Uint8Array(files.paths.length)
  return readFiles(files, storeSink({ ...storing, files, touched }), progress, touched)
}

/** Keeps listening to the caller while others are still at work. */
async function waitFor<Result>(work: Promise<Result>, progress: Progress): Promise<Result> {
  const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMilliseconds))
  for (let isDone = false; !isDone; ) {
    isDone = await Promise.race([work.then(() => true), pause().then(() => false)])
    await progress.breathe()
  }
  return work
}

function joined(parts: readonly FilesRead[]): FilesRead {
  return {
    hashes: Md5Column.join(parts.map(({ hashes }) => hashes)),
    bytes: Float64Array.from(parts.flatMap(({ bytes }) => Array.from(bytes))),
    touched: Uint8Array.from(parts.flatMap(({ touched }) => Array.from(touched))),
  }
}
