import type { HashColumn } from './hash-column.ts'
import type { ContentHash } from './object-store.ts'

const words = 4
const bytesOfHash = 16
const hexDigits = 32
const firstCapacity = 1024

/** A table in a form that another thread can look into, while nothing is added to it. */
export interface SharedTable {
  readonly keys: Uint32Array<SharedArrayBuffer>
  readonly values: Int32Array<SharedArrayBuffer>
  readonly taken: Uint8Array<SharedArrayBuffer>
  readonly length: number
  readonly others: ReadonlyMap<ContentHash, number>
}

/**
 * A number for each of many hashes, in 21 bytes for those of files where a `Map` takes a hundred: an MD5 is as good as
 * random, so its first bits are its place in the table.
 */
export class HashTable {
  #keys: SharedTable['keys']
  #values: SharedTable['values']
  #taken: SharedTable['taken']
  #length = 0
  /** Manifests, and names that no content can have. */
  #others = new Map<ContentHash, number>()
  readonly #scratch = Buffer.alloc(bytesOfHash)
  readonly #key = new Uint32Array(this.#scratch.buffer, this.#scratch.byteOffset, words)

  /** With room for so many at once. */
  constructor(expected = 0) {
    let capacity = firstCapacity
    while (capacity < 2 * expected) capacity *= 2
    this.#keys = sharedWords(words * capacity)
    this.#values = sharedNumbers(capacity)
    this.#taken = sharedBytes(capacity)
  }

  static ofShared({ keys, values, taken, length, others }: SharedTable): HashTable {
    const table = new HashTable()
    table.#keys = keys
    table.#values = values
    table.#taken = taken
    table.#length = length
    table.#others = new Map(others)
    return table
  }

  get shared(): SharedTable {
    return {
      keys: this.#keys,
      values: this.#values,
      taken: this.#taken,
      length: this.#length,
      others: this.#others,
    }
  }

  get size(): number {
    return this.#length + this.#others.size
  }

  has(hash: ContentHash): boolean {
    return this.get(hash) !== undefined
  }

  get(hash: ContentHash): number | undefined {
    return this.#read(hash) ? this.#find() : this.#others.get(hash)
  }

  add(hash: ContentHash): void {
    this.set(hash, 0)
  }

  /** `get` of the hash at a place of a column, without making a text of it. */
  getAt(column: HashColumn, index: number): number | undefined {
    return column.wordsAt(index, this.#key) ? this.#find() : this.#others.get(column.at(index))
  }

  /** The value of the hash at a place of a column; if it has none, it gets this one. */
  getOrSetAt(column: HashColumn, index: number, value: number): number {
    const found = this.getAt(column, index)
    if (found === undefined) this.setAt(column, index, value)
    return found ?? value
  }

  /** `set` likewise. */
  setAt(column: HashColumn, index: number, value: number): void {
    if (column.wordsAt(index, this.#key)) this.#put(value)
    else this.#others.set(column.at(index), value)
  }

  set(hash: ContentHash, value: number): void {
    if (this.#read(hash)) this.#put(value)
    else this.#others.set(hash, value)
  }

  *[Symbol.iterator](): Generator<ContentHash> {
    const bytes = Buffer.from(this.#keys.buffer)
    for (let slot = 0; slot < this.#taken.length; slot++)
      if (this.#taken[slot] === 1) yield bytes.toString('hex', slot * bytesOfHash, (slot + 1) * bytesOfHash)
    yield* this.#others.keys()
  }

  /** Makes this hash the key that is looked for; false if it is not that of a file. */
  #read(hash: ContentHash): boolean {
    return hash.length === hexDigits && this.#scratch.write(hash, 'hex') === bytesOfHash
  }

  /** Where the key is, or would be. */
  #slot(): number {
    const mask = this.#values.length - 1
    let slot = this.#key[0]! & mask
    while (this.#taken[slot] === 1 && !this.#isAt(words * slot)) slot = (slot + 1) & mask
    return slot
  }

  #isAt(place: number): boolean {
    const [keys, key] = [this.#keys, this.#key]
    return (
      keys[place] === key[0] && keys[place + 1] === key[1] && keys[place + 2] === key[2] && keys[place + 3] === key[3]
    )
  }

  #find(): number | undefined {
    const slot = this.#slot()
    return this.#taken[slot] === 1 ? this.#values[slot] : undefined
  }

  #put(value: number): void {
    if (2 * this.#length >= this.#values.length) this.#grow()
    const slot = this.#slot()
    if (this.#taken[slot] === 0) this.#length++
    this.#taken[slot] = 1
    this.#values[slot] = value
    this.#keys.set(this.#key, words * slot)
  }

  #grow(): void {
    const [keys, values, taken] = [this.#keys, this.#values, this.#taken]
    const wanted = this.#key.slice()
    this.#keys = sharedWords(2 * keys.length)
    this.#values = sharedNumbers(2 * values.length)
    this.#taken = sharedBytes(2 * taken.length)
    this.#length = 0
    for (let slot = 0; slot < taken.length; slot++) {
      if (taken[slot] === 0) continue
      this.#key.set(keys.subarray(words * slot, words * (slot + 1)))
      this.#put(values[slot]!)
    }
    this.#key.set(wanted)
  }
}

function sharedWords(length: number): Uint32Array<SharedArrayBuffer> {
  return new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT))
}

function sharedNumbers(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT))
}

function sharedBytes(length: number): Uint8Array<SharedArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer(length))
}
