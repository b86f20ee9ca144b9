import * as fs from 'node:fs'
import { isQuiet } from '../quiet-files.ts'
import { blockBytes, hasSimd, Lanes, maxPaddingBytes, messagesAt } from './lanes.ts'
import { md5Hex } from './md5-bytes.ts'

/** To start the kernel takes as long as OpenSSL takes for so much. */
export const worthwhileBytes = 16 << 20
const maxCapacityBytes = 4 << 20
/** Files above this size are streamed instead. */
export const smallFileBytes = 1 << 20

export interface SeenFile {
  readonly bytes: number
  /** Given if it matters that the file was not written while it is read. */
  readonly mtime?: number
}

/**
 * Reads small files into one piece of memory, one behind the other, and hashes them together. Their bytes stay there until
 * `clear`, so that they can be written elsewhere without being read again.
 */
export class SmallFileBatch {
  readonly #lanes: Lanes | undefined
  readonly #bytes: Uint8Array
  readonly #end: number
  readonly #addresses: number[] = []
  readonly #lengths: number[] = []
  readonly #blocks: number[] = []
  #top = messagesAt

  /** `expectedBytes`: of all files to come, so that a few small ones do not take much memory. */
  constructor(expectedBytes = worthwhileBytes) {
    const capacity = Math.min(expectedBytes + smallFileBytes + 2 * maxPaddingBytes, maxCapacityBytes)
    this.#lanes = expectedBytes >= worthwhileBytes && hasSimd() ? new Lanes(2, capacity) : undefined
    this.#bytes = this.#lanes?.bytes ?? new Uint8Array(messagesAt + capacity)
    this.#end = messagesAt + capacity
  }

  get length(): number {
    return this.#lengths.length
  }

  /** Whether a file of this size can still be read. */
  hasRoom(bytes: number): boolean {
    return this.#top + bytes + 1 + maxPaddingBytes <= this.#end
  }

  /** Reads a file that was seen like this a moment ago. Says whether it still is like that; if not, it is left out. */
  read(file: string, { bytes, mtime }: SeenFile): boolean {
    const begin = Date.now()
    const descriptor = fs.openSync(file, 'r')
    try {
      const length = readUpTo(descriptor, this.#bytes, this.#top, bytes + 1)
      const isAsSeen = length === bytes && (mtime === undefined || isUnwritten(descriptor, mtime, begin))
      if (isAsSeen) this.#append(length)
      return isAsSeen
    } finally {
      fs.closeSync(descriptor)
    }
  }

  bytesOf(index: number): Uint8Array {
    return this.#bytes.subarray(this.#addresses[index], this.#addresses[index]! + this.#lengths[index]!)
  }

  /** Hashes of all files read, in the order they were read. */
  hashAll(): string[] {
    const lanes = this.#lanes
    if (lanes === undefined) return this.#lengths.map((_, i) => md5Hex(this.bytesOf(i)))
    const hashes: string[] = []
    const owner = new Int32Array(lanes.count).fill(-1)
    let next = 0
    for (let done = 0; done < this.length; ) {
      for (let lane = 0; lane < lanes.count; lane++) {
        if (lanes.isBusy(lane)) continue
        if (owner[lane]! >= 0) {
          hashes[owner[lane]!] = lanes.digest(lane)
          done++
        }
        owner[lane] = next < this.length ? next++ : -1
        if (owner[lane]! >= 0) this.#start(lanes, lane, owner[lane]!)
      }
      if (done < this.length) lanes.advance()
    }
    return hashes
  }

  clear(): void {
    for (const column of [this.#addresses, this.#lengths, this.#blocks]) column.length = 0
    this.#top = messagesAt
  }

  #append(length: number): void {
    const blocks = this.#lanes?.pad(this.#top, length, length) ?? Math.ceil((length + 9) / blockBytes)
    this.#addresses.push(this.#top)
    this.#lengths.push(length)
    this.#blocks.push(blocks)
    this.#top += blocks * blockBytes
  }

  #start(lanes: Lanes, lane: number, index: number): void {
    lanes.begin(lane)
    lanes.feed(lane, this.#addresses[index]!, this.#blocks[index]!)
  }
}

function isUnwritten(descriptor: number, mtime: number, begin: number): boolean {
  return isQuiet(mtime, begin) && fs.fstatSync(descriptor).mtimeMs === mtime
}

/** Reads until the file ends or `length` bytes are there; one call for a file that is as long as expected, one to be sure. */
function readUpTo(descriptor: number, bytes: Uint8Array, at: number, length: number): number {
  let done = 0
  while (done < length) {
    const read = fs.readSync(descriptor, bytes, at + done, length - done, null)
    if (read === 0) break
    done += read
    if (done === length - 1) break
  }
  return done
}
