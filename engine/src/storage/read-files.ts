import { hashStreams } from './md5/hash-streams.ts'
import { SmallFileBatch, smallFileBytes } from './md5/small-file-batch.ts'
import type { ContentHash } from './object-store.ts'
import type { Progress, ProgressTotals } from './progress.ts'

/** Files to be read, in columns: for a hundred thousand of them, an object each would cost more than the reading. */
export interface FilesToRead {
  readonly paths: readonly string[]
  /** Sizes and mtimes as seen a moment ago. */
  readonly bytes: Float64Array
  readonly mtimes: Float64Array
}

export interface FilesRead {
  readonly hashes: ContentHash[]
  /** Sizes as read. */
  readonly bytes: Float64Array
  /** 1 where the file in the workspace was touched on the way: replaced by a link, or given another mode. */
  readonly touched: Uint8Array
}

/** What happens to the bytes besides being hashed. File numbers are places in `FilesToRead`. */
export interface ReadSink {
  takeSmall(file: number, bytes: Uint8Array, hash: ContentHash): void
  /** A file that could not be read. Without this the error is thrown. */
  refuse?(file: number, error: unknown): void
  takeLarge(file: number): {
    write?(bytes: Uint8Array): void
    end(hash: ContentHash, bytes: number): void
    abandon(): void
  }
}

export const hashOnly: ReadSink = {
  takeSmall: () => undefined,
  takeLarge: () => ({ end: () => undefined, abandon: () => undefined }),
}

/** Reads every file once and hashes it. Small files go through one piece of memory together, large ones are streamed. */
export async function readFiles(
  files: FilesToRead,
  sink: ReadSink,
  progress: Progress,
  touched?: Uint8Array,
): Promise<FilesRead> {
  const read = {
    hashes: Array.from<string>({ length: files.paths.length }),
    bytes: new Float64Array(files.paths.length),
    touched: touched ?? new Uint8Array(files.paths.length),
  }
  const large = await readSmallFiles(files, sink, progress, read)
  await readLargeFiles(files, large, sink, progress, read)
  progress.report()
  return read
}

/** Returns those that are too large, or have another size than a moment ago. */
async function readSmallFiles(
  files: FilesToRead,
  sink: ReadSink,
  progress: Progress,
  read: FilesRead,
): Promise<number[]> {
  const large: number[] = []
  let batch: SmallFileBatch | undefined
  let inBatch: number[] = []
  for (let file = 0; file < files.paths.length; file++) {
    const bytes = files.bytes[file]!
    if (bytes > smallFileBytes) {
      large.push(file)
      continue
    }
    batch ??= new SmallFileBatch(totalsOf(files).totalBytes)
    if (!batch.hasRoom(bytes)) {
      flush(batch, inBatch, sink, progress, read)
      inBatch = []
      await progress.breathe()
    }
    const found = readInto(batch, files, file, sink)
    if (found === 'read') inBatch.push(file)
    else if (found === 'other size') large.push(file)
  }
  if (batch) flush(batch, inBatch, sink, progress, read)
  return large
}

function readInto(
  batch: SmallFileBatch,
  files: FilesToRead,
  file: number,
  sink: ReadSink,
): 'read' | 'other size' | 'refused' {
  try {
    return batch.read(files.paths[file]!, files.bytes[file]!) ? 'read' : 'other size'
  } catch (error) {
    if (!sink.refuse) throw error
    sink.refuse(file, error)
    return 'refused'
  }
}

export function totalsOf(files: FilesToRead): Required<ProgressTotals> {
  return { totalFiles: files.paths.length, totalBytes: files.bytes.reduce((sum, bytes) => sum + bytes, 0) }
}

function flush(
  batch: SmallFileBatch,
  inBatch: readonly number[],
  sink: ReadSink,
  progress: Progress,
  read: FilesRead,
): void {
  const hashes = batch.hashAll()
  for (let i = 0; i < inBatch.length; i++) {
    const file = inBatch[i]!
    const bytes = batch.bytesOf(i)
    sink.takeSmall(file, bytes, hashes[i]!)
    read.hashes[file] = hashes[i]!
    read.bytes[file] = bytes.length
    progress.add(1, bytes.length)
  }
  batch.clear()
}

/** Largest first, so that the lanes run out of work at about the same time. */
async function readLargeFiles(
  files: FilesToRead,
  large: readonly number[],
  sink: ReadSink,
  progress: Progress,
  read: FilesRead,
): Promise<void> {
  const bySize = large.toSorted((a, b) => files.bytes[b]! - files.bytes[a]!)
  const open = new Set<{ abandon(): void }>()
  const streams = bySize.map((file) => {
    const begin = () => {
      const taker = sink.takeLarge(file)
      open.add(taker)
      const end = (hash: ContentHash, bytes: number) => {
        taker.end(hash, bytes)
        open.delete(taker)
        read.hashes[file] = hash
        read.bytes[file] = bytes
        progress.add(1, 0)
      }
      return { write: taker.write, end }
    }
    return { file: files.paths[file]!, begin }
  })
  try {
    await hashStreams(streams, (bytes) => {
      progress.add(0, bytes)
      return progress.breathe()
    })
  } finally {
    for (const taker of open) taker.abandon()
  }
}
