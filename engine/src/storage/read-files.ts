import type { FilesRead, FilesToRead, ReadSink } from './files-to-read.ts'
import { Md5Column } from './md5-column.ts'
import type { Progress } from './progress.ts'
import { readLargeFiles } from './read-large-files.ts'
import { readSmallFiles } from './read-small-files.ts'

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
  const read: FilesRead = {
    hashes: Md5Column.ofLength(files.paths.length),
    bytes: new Float64Array(files.paths.length),
    touched: touched ?? new Uint8Array(files.paths.length),
  }
  const pass = { files, sink, progress, read }
  await readLargeFiles(pass, await readSmallFiles(pass))
  progress.report()
  return read
}
