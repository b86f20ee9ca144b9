import { type ReadPass, totalsOf } from './files-to-read.ts'
import { SmallFileBatch, smallFileBytes } from './md5/small-file-batch.ts'

/**
 * Reads files through one piece of memory together. Returns those that are too large, have another size than a moment
 * ago, or may have been written meanwhile.
 */
export async function readSmallFiles(pass: ReadPass): Promise<number[]> {
  const { files, progress } = pass
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
      flush(pass, batch, inBatch)
      inBatch = []
      await progress.breathe()
    }
    const found = readInto(batch, pass, file)
    if (found === 'read') inBatch.push(file)
    else if (found === 'not as seen') large.push(file)
  }
  if (batch) flush(pass, batch, inBatch)
  return large
}

function readInto(batch: SmallFileBatch, { files, sink }: ReadPass, file: number): 'read' | 'not as seen' | 'refused' {
  try {
    const seen = { bytes: files.bytes[file]!, ...(sink.refuseUnsteady ? { mtime: files.mtimes[file]! } : {}) }
    return batch.read(files.paths.at(file)!, seen) ? 'read' : 'not as seen'
  } catch (error) {
    if (!sink.refuse) throw error
    sink.refuse(file, error)
    return 'refused'
  }
}

function flush({ sink, progress, read }: ReadPass, batch: SmallFileBatch, inBatch: readonly number[]): void {
  const hashes = batch.hashAll()
  for (let i = 0; i < inBatch.length; i++) {
    const file = inBatch[i]!
    const bytes = batch.bytesOf(i)
    sink.takeSmall(file, bytes, hashes[i]!)
    read.hashes.set(file, hashes[i]!)
    read.bytes[file] = bytes.length
    progress.add(1, bytes.length)
  }
  batch.clear()
}
