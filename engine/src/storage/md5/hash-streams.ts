import * as crypto from 'node:crypto'
import * as fs from 'node:fs'
import { blockBytes, hasSimd, Lanes, maxPaddingBytes, messagesAt } from './lanes.ts'

/** A file to be read, and where its bytes go besides the hash. */
export interface HashedFile {
  readonly file: string
  /** Called when its turn comes. */
  begin(): HashedStream
}

export interface HashedStream {
  /** Gets every piece once, in order; the bytes are only valid during the call. */
  write?(bytes: Uint8Array): void
  /** Called when all is read. */
  end(hash: string, bytes: number): void
}

const chunkBytes = 256 << 10

/**
 * Reads large files, several at a time if there are several, and hashes them on the way. Measured: one stream is fastest
 * in OpenSSL, two to four in the kernel of one group, more in that of two. `pause` is awaited now and then.
 */
export async function hashStreams(
  streams: readonly HashedFile[],
  pause: (bytes: number) => Promise<void>,
): Promise<void> {
  if (streams.length > 1 && hasSimd()) return hashSideBySide(streams, pause)
  const buffer = new Uint8Array(chunkBytes)
  for (const stream of streams) await hashAlone(stream, buffer, pause)
}

async function hashAlone(file: HashedFile, buffer: Uint8Array, pause: (bytes: number) => Promise<void>): Promise<void> {
  const descriptor = fs.openSync(file.file, 'r')
  try {
    const stream = file.begin()
    const hash = crypto.createHash('md5')
    let bytes = 0
    for (let read = -1; read !== 0; bytes += read) {
      read = fs.readSync(descriptor, buffer, 0, chunkBytes, null)
      const piece = buffer.subarray(0, read)
      hash.update(piece)
      stream.write?.(piece)
      await pause(read)
    }
    stream.end(hash.digest('hex'), bytes)
  } finally {
    fs.closeSync(descriptor)
  }
}

interface OpenStream {
  readonly stream: HashedStream
  readonly descriptor: number
  bytes: number
  ended: boolean
}

async function hashSideBySide(streams: readonly HashedFile[], pause: (bytes: number) => Promise<void>): Promise<void> {
  const lanes = new Lanes(streams.length <= 4 ? 1 : 2, 8 * strideBytes)
  const open: (OpenStream | undefined)[] = Array.from({ length: lanes.count }, () => undefined)
  const waiting = streams.toReversed()
  try {
    for (;;) {
      const bytes = refill(lanes, open, waiting)
      if (open.every((stream) => stream === undefined)) return
      lanes.advance()
      await pause(bytes)
    }
  } finally {
    for (const stream of open) if (stream) fs.closeSync(stream.descriptor)
  }
}

const strideBytes = chunkBytes + maxPaddingBytes + blockBytes - (maxPaddingBytes % blockBytes)

/** Gives every idle lane its stream's next bytes, or the next stream. Returns how many bytes were read. */
function refill(lanes: Lanes, open: (OpenStream | undefined)[], waiting: HashedFile[]): number {
  let bytes = 0
  for (let lane = 0; lane < lanes.count; lane++) {
    if (lanes.isBusy(lane)) continue
    if (open[lane]?.ended) finish(lanes, open, lane)
    open[lane] ??= openNext(lanes, lane, waiting)
    const stream = open[lane]
    if (stream) bytes += readChunk(lanes, lane, stream)
  }
  return bytes
}

function finish(lanes: Lanes, open: (OpenStream | undefined)[], lane: number): void {
  const { stream, descriptor, bytes } = open[lane]!
  open[lane] = undefined
  fs.closeSync(descriptor)
  stream.end(lanes.digest(lane), bytes)
}

function openNext(lanes: Lanes, lane: number, waiting: HashedFile[]): OpenStream | undefined {
  const next = waiting.pop()
  if (next === undefined) return undefined
  lanes.begin(lane)
  return { descriptor: fs.openSync(next.file, 'r'), stream: next.begin(), bytes: 0, ended: false }
}

function readChunk(lanes: Lanes, lane: number, open: OpenStream): number {
  const address = messagesAt + lane * strideBytes
  let length = 0
  while (length < chunkBytes && !open.ended) {
    const read = fs.readSync(open.descriptor, lanes.bytes, address + length, chunkBytes - length, null)
    length += read
    open.ended = read === 0
  }
  open.bytes += length
  open.stream.write?.(lanes.bytes.subarray(address, address + length))
  lanes.feed(lane, address, open.ended ? lanes.pad(address, length, open.bytes) : chunkBytes / blockBytes)
  return length
}
