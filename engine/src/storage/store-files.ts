import { type FilesRead, type FilesToRead, totalsOf } from './files-to-read.ts'
import { LocalObjects } from './local-objects.ts'
import { Md5Column } from './md5-column.ts'
import { PathColumn } from './path-column.ts'
import { Progress, type StorageCall } from './progress.ts'
import { readFiles } from './read-files.ts'
import { type Storing, storeSink } from './store-sinks.ts'
import { type Share, shareOut, threadsWorth } from './threads/share-out.ts'
import type { SentBack, StoreOrder } from './threads/thread-work.ts'
import { sideBySide, startThreads } from './threads/threads.ts'

/** Reads files once and writes them to the store, with the help of other threads where there is enough to do. */
export async function storeFiles(files: FilesToRead, storing: Storing, call?: StorageCall): Promise<FilesRead> {
  const totals = totalsOf(files)
  const progress = new Progress(call, 'store', totals)
  const threads = startThreads(threadsWorth(totals.totalFiles, totals.totalBytes))
  if (threads.length === 0) return storeHere(files, storing, progress)
  const paths = PathColumn.of(files.paths)
  const [own, ...others] = shareOut(files.bytes, threads.length + 1).map((share) =>
    orderOf({ ...files, paths }, storing, share),
  )
  const shares = await sideBySide(
    threads,
    progress,
    () => storeShare(own!, progress),
    (thread, i) => thread.run('store', others[i]!, progress),
  )
  return joined(shares)
}

/** Does the share of a thread. */
export async function storeShare(order: StoreOrder, progress: Progress): Promise<SentBack> {
  const { paths, bytes, mtimes, place, ...how } = order
  const storing = { objects: new LocalObjects(place), ...how }
  const read = await storeHere({ paths: PathColumn.from(paths), bytes, mtimes }, storing, progress)
  return { md5: read.hashes.bytes, bytes: read.bytes, touched: read.touched }
}

function storeHere(files: FilesToRead, storing: Storing, progress: Progress): Promise<FilesRead> {
  const touched = new Uint8Array(files.paths.length)
  return readFiles(files, storeSink({ ...storing, files, touched }), progress, touched)
}

function orderOf(
  { paths, bytes, mtimes }: FilesToRead & { readonly paths: PathColumn },
  { objects, ...how }: Storing,
  { from, to }: Share,
): StoreOrder {
  const files = { paths: paths.texts(from, to), bytes: bytes.slice(from, to), mtimes: mtimes.slice(from, to) }
  return { ...files, place: objects.place, ...how }
}

function joined(shares: readonly SentBack[]): FilesRead {
  return {
    hashes: Md5Column.join(shares.map(({ md5 }) => new Md5Column(md5))),
    bytes: Float64Array.from(shares.flatMap(({ bytes }) => Array.from(bytes))),
    touched: Uint8Array.from(shares.flatMap(({ touched }) => Array.from(touched))),
  }
}
