import type { Md5Column } from './md5-column.ts'
import type { ContentHash } from './object-store.ts'
import type { Paths } from './path-column.ts'
import type { Progress, ProgressTotals } from './progress.ts'

/** Files to be read, in columns: for a hundred thousand of them, an object each would cost more than the reading. */
export interface FilesToRead {
  readonly paths: Paths
  /** Sizes and mtimes as seen a moment ago. */
  readonly bytes: Float64Array
  readonly mtimes: Float64Array
}

export interface FilesRead {
  readonly hashes: Md5Column
  /** Sizes as read. */
  readonly bytes: Float64Array
  /** 1 where the file in the workspace was touched on the way: replaced by a link, or given another mode. */
  readonly touched: Uint8Array
}

export function totalsOf(files: FilesToRead): Required<ProgressTotals> {
  return { totalFiles: files.paths.length, totalBytes: files.bytes.reduce((sum, bytes) => sum + bytes, 0) }
}

/** What happens to the bytes besides being hashed. File numbers are places in `FilesToRead`. */
export interface ReadSink {
  takeSmall(file: number, bytes: Uint8Array, hash: ContentHash): void
  /** A file that could not be read. Without this the error is thrown. */
  refuse?(file: number, error: unknown): void
  /**
   * A file that was written while it was read: its hash may be that of no state it ever had. Without this nobody looks
   * whether there are any.
   */
  refuseUnsteady?(file: number): void
  takeLarge(file: number): {
    write?(bytes: Uint8Array): void
    end(hash: ContentHash, bytes: number): void
    abandon(): void
  }
}

/** One pass over files: what is read, where the bytes go, who is told, and what has come out so far. */
export interface ReadPass {
  readonly files: FilesToRead
  readonly sink: ReadSink
  readonly progress: Progress
  readonly read: FilesRead
}
