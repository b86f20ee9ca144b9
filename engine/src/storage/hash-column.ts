import type { ContentHash } from './object-store.ts'

const packedBytes = 16
const isPlain = /^[0-9a-f]{32}$/

/** Many hashes in little memory, in the order in which they came: 16 bytes each, but for manifests and odd names. */
export class HashColumn implements Iterable<ContentHash> {
  #packed: Buffer = Buffer.alloc(packedBytes * 1024)
  readonly #others = new Map<number, ContentHash>()
  #length = 0

  get length(): number {
    return this.#length
  }

  add(hash: ContentHash): void {
    const offset = this.#length * packedBytes
    if (offset === this.#packed.length) this.#packed = Buffer.concat([this.#packed], 2 * offset)
    if (isPlain.test(hash)) this.#packed.write(hash, offset, 'hex')
    else this.#others.set(this.#length, hash)
    this.#length++
  }

  at(index: number): ContentHash {
    const offset = index * packedBytes
    return this.#others.get(index) ?? this.#packed.toString('hex', offset, offset + packedBytes)
  }

  *[Symbol.iterator](): Generator<ContentHash> {
    for (let i = 0; i < this.#length; i++) yield this.at(i)
  }
}
