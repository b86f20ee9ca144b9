import type { ReadPass } from './files-to-read.ts'
import { hashStreams } from './md5/hash-streams.ts'
import type { ContentHash } from './object-store.ts'

/** Streams files, several at a time: the largest first, so that the lanes run out of work at about the same time. */
export async function readLargeFiles(pass: ReadPass, large: readonly number[]): Promise<void> {
  const { files, progress } = pass
  const bySize = large.toSorted((a, b) => files.bytes[b]! - files.bytes[a]!)
  const open = new Set<Taker>()
  const streams = bySize.map((file) => ({ file: files.paths[file]!, begin: () => begin(pass, file, open) }))
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

function begin({ sink, progress, read }: ReadPass, file: number, open: Set<Taker>) {
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
