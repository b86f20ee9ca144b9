import type { ContentHash } from './object-store.ts'

const wordsOfHash = 4
const bytesOfHash = 16
const isPlain = /^[0-9a-f]{32}$/

/** A column in a form that can be sent to another thread. */
export interface PackedHashes {
  readonly words: Uint32Array<ArrayBuffer>
  readonly others: ReadonlyMap<number, ContentHash>
}

/** Many hashes in little memory, in the order in which they came: 16 bytes each, but for manifests and odd names. */
export class HashColumn implements Iterable<ContentHash> {
  #words = new Uint32Array(wordsOfHash * 1024)
  #bytes = bytesOf(this.#words)
  #others = new Map<number, ContentHash>()
  #length = 0

  static of(hashes: Iterable<ContentHash>): HashColumn {
    const column = new HashColumn()
    for (const hash of hashes) column.add(hash)
    return column
  }

  static ofPacked({ words, others }: PackedHashes): HashColumn {
    const column = new HashColumn()
    column.#words = words
    column.#bytes = bytesOf(words)
    column.#others = new Map(others)
    column.#length = words.length / wordsOfHash
    return column
  }

  get packed(): PackedHashes {
    return { words: this.#words.slice(0, wordsOfHash * this.#length), others: this.#others }
  }

  get length(): number {
    return this.#length
  }

  add(hash: ContentHash): void {
    const place = this.#place()
    if (isPlain.test(hash)) this.#bytes.write(hash, place, 'hex')
    else this.#others.set(this.#length - 1, hash)
  }

  /** Adds one of another column. */
  addFrom(column: HashColumn, index: number): void {
    const place = this.#place()
    if (!column.wordsAt(index, this.#words, place / Uint32Array.BYTES_PER_ELEMENT))
      this.#others.set(this.#length - 1, column.at(index))
  }

  /** Adds the hash that stands in hex at `start`; false if there is none. */
  addHex(text: Uint8Array, start: number): boolean {
    const place = this.#place()
    for (let i = 0; i < bytesOfHash; i++) {
      const value = (digits[text[start + 2 * i]!]! << 4) | digits[text[start + 2 * i + 1]!]!
      if (value < 0) return false
      this.#bytes[place + i] = value
    }
    return true
  }

  at(index: number): ContentHash {
    const offset = index * bytesOfHash
    return this.#others.get(index) ?? this.#bytes.toString('hex', offset, offset + bytesOfHash)
  }

  /** Writes the four words of a file's hash, from `place` on; false for one that is none. */
  wordsAt(index: number, into: Uint32Array, place = 0): boolean {
    for (let i = 0; i < wordsOfHash; i++) into[place + i] = this.#words[wordsOfHash * index + i]!
    return this.#others.size === 0 || !this.#others.has(index)
  }

  *[Symbol.iterator](): Generator<ContentHash> {
    for (let i = 0; i < this.#length; i++) yield this.at(i)
  }

  /** Makes room for one more, and says where. */
  #place(): number {
    const place = bytesOfHash * this.#length++
    if (place < this.#bytes.length) return place
    const larger = new Uint32Array(Math.max(2 * this.#words.length, wordsOfHash))
    larger.set(this.#words)
    this.#words = larger
    this.#bytes = bytesOf(larger)
    return place
  }
}

function bytesOf(words: Uint32Array<ArrayBuffer>): Buffer {
  return Buffer.from(words.buffer)
}

/** Value of a lower-case hex digit by its code; negative for anything else. */
const digits = Int32Array.from({ length: 256 }, (_, code) => '0123456789abcdef'.indexOf(String.fromCharCode(code)))
