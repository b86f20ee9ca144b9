import type { ReadPass } from './files-to-read.ts'
import { hashStreams } from './md5/hash-streams.ts'
import type { ContentHash } from './object-store.ts'
import { beginReading, isSteady, waitUntilQuiet } from './quiet-files.ts'

/** Streams files, several at a time: the largest first, so that the lanes run out of work at about the same time. */
export async function readLargeFiles(pass: ReadPass, large: readonly number[]): Promise<void> {
  const { files, progress, sink } = pass
  const bySize = large.toSorted((a, b) => files.bytes[b]! - files.bytes[a]!)
  const open = new Set<Taker>()
  const streams = bySize.map((file) => ({ file: files.paths.at(file)!, begin: () => begin(pass, file, open) }))
  if (sink.refuseUnsteady) await waitUntilQuiet(large.map((file) => files.paths.at(file)!))
  try {
    await hashStreams(streams, (bytes) => {
      progress.add(0, bytes)
      return progress.breathe()
    })
  } finally {
    for (const taker of open) taker.abandon()
  }
}

type Taker = ReturnType<ReadPass['sink']['takeLarge']>

function begin({ files, sink, progress, read }: ReadPass, file: number, open: Set<Taker>) {
  const path = files.paths.at(file)!
  const beginning = sink.refuseUnsteady ? beginReading(path) : undefined
  const taker = sink.takeLarge(file)
  open.add(taker)
  const end = (hash: ContentHash, bytes: number) => {
    if (beginning && !isSteady(path, beginning, bytes)) sink.refuseUnsteady?.(file)
    taker.end(hash, bytes)
    open.delete(taker)
    read.hashes.set(file, hash)
    read.bytes[file] = bytes
    progress.add(1, 0)
  }
  return { write: taker.write, end }
}
