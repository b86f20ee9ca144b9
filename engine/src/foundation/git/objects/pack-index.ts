import * as fs from 'node:fs'

const idBytes = 20
const fanoutEntries = 256
const headerBytes = 8
const tableStart = headerBytes + 4 * fanoutEntries
const version2 = Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2])

/**
 * Where the objects of a pack lie, from its `.idx` (version 2): how many ids there are up to each first byte, the ids in order, their
 * checksums, their offsets in four bytes, and in eight those that four cannot hold.
 */
export class PackIndex {
  readonly #file: number
  readonly #fanout: Buffer
  readonly #count: number

  /** Of an open file. Throws if it is of another version. */
  constructor(file: number) {
    this.#file = file
    const head = this.#bytes(0, tableStart)
    if (!head.subarray(0, headerBytes).equals(version2)) throw new Error('A pack index is of another version.')
    this.#fanout = head.subarray(headerBytes)
    this.#count = this.#upTo(fanoutEntries - 1)
  }

  /** Where the object begins in the pack; undefined if it is not in it. */
  offsetOf(id: Buffer): number | undefined {
    const first = id[0]!
    const [begin, end] = [first === 0 ? 0 : this.#upTo(first - 1), this.#upTo(first)]
    if (begin === end) return undefined
    const ids = this.#bytes(tableStart + begin * idBytes, (end - begin) * idBytes)
    const found = placeIn(ids, id)
    return found === undefined ? undefined : this.#offsetAt(begin + found)
  }

  #offsetAt(index: number): number {
    const offsets = tableStart + this.#count * (idBytes + 4)
    const offset = this.#bytes(offsets + 4 * index, 4).readUInt32BE()
    if (offset < 0x80000000) return offset
    const large = offsets + 4 * this.#count + 8 * (offset - 0x80000000)
    return Number(this.#bytes(large, 8).readBigUInt64BE())
  }

  #upTo(first: number): number {
    return this.#fanout.readUInt32BE(4 * first)
  }

  #bytes(start: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length)
    if (fs.readSync(this.#file, bytes, 0, length, start) < length) throw new Error('A pack index ends too early.')
    return bytes
  }
}

/** The place of an id among ids in order, one behind the other. */
function placeIn(ids: Buffer, id: Buffer): number | undefined {
  let [low, high] = [0, ids.length / idBytes]
  while (low < high) {
    const middle = (low + high) >>> 1
    const order = ids.compare(id, 0, idBytes, middle * idBytes, (middle + 1) * idBytes)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle
  }
  return undefined
}
