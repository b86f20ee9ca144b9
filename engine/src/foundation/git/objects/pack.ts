import * as fs from 'node:fs'
import { inflateSync } from 'node:zlib'
import { applyDelta } from './apply-delta.ts'
import type { GitObjectType } from './git-object.ts'
import { PackIndex } from './pack-index.ts'

const types: Readonly<Record<number, GitObjectType>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' }
const offsetDelta = 6
const idDelta = 7
/** Sizes and places take fewer bytes than this. */
const headBytes = 32
/** More than what deflating can add to bytes that it cannot make smaller. */
const deflatedBytes = (size: number) => size + (size >> 9) + 256
const mostKeptBytes = 16 * 1024 * 1024

export interface PackedObject {
  readonly type: GitObjectType
  readonly bytes: Buffer
}

/** A pack: objects, and deltas that make objects of others, each deflated behind a head of type and size. */
export class Pack {
  readonly #files: readonly number[]
  readonly #index: PackIndex
  readonly #file: number
  /** What other objects were made of, by offset. */
  readonly #bases = new Map<number, PackedObject>()
  #keptBytes = 0

  /** `stem`: the path without `.idx` and `.pack`. */
  constructor(stem: string) {
    const [index, file] = (this.#files = ['idx', 'pack'].map((end) => fs.openSync(`${stem}.${end}`, 'r')))
    this.#index = new PackIndex(index!)
    this.#file = file!
  }

  /** The object; undefined if it is not in this pack. Throws if it would be larger than that, or what is there is none. */
  read(id: Buffer, mostBytes: number): PackedObject | undefined {
    const offset = this.#index.offsetOf(id)
    return offset === undefined ? undefined : this.#readAt(offset, mostBytes)
  }

  close(): void {
    for (const file of this.#files) fs.closeSync(file)
  }

  #readAt(offset: number, mostBytes: number): PackedObject {
    const known = this.#bases.get(offset)
    if (known) return known
    const head = this.#bytes(offset, headBytes)
    let [at, byte] = [1, head[0]!]
    const kind = (byte >> 4) & 7
    let [size, factor] = [byte & 0x0f, 16]
    while (byte >= 0x80) {
      byte = head[at++]!
      size += (byte & 0x7f) * factor
      factor *= 128
    }
    if (size > mostBytes) throw new Error('An object is too large to be read at once.')
    const type = types[kind]
    if (type) return { type, bytes: this.#inflated(offset + at, size) }
    const base = this.#baseOf(kind, head, at, offset)
    const found = this.#keep(base.offset, this.#readAt(base.offset, mostBytes))
    return { type: found.type, bytes: applyDelta(found.bytes, this.#inflated(offset + base.end, size)) }
  }

  /** Where the base of a delta is, and where the head of the delta ends. */
  #baseOf(kind: number, head: Buffer, start: number, offset: number): { offset: number; end: number } {
    if (kind === idDelta) {
      const place = this.#index.offsetOf(head.subarray(start, start + 20))
      if (place === undefined) throw new Error('The base of a delta is in another pack.')
      return { offset: place, end: start + 20 }
    }
    if (kind !== offsetDelta) throw new Error('A pack has an unknown type of object.')
    let at = start
    let distance = head[at]! & 0x7f
    while (head[at++]! >= 0x80) distance = (distance + 1) * 128 + (head[at]! & 0x7f)
    return { offset: offset - distance, end: at }
  }

  #inflated(start: number, size: number): Buffer {
    const bytes = inflateSync(this.#bytes(start, deflatedBytes(size)), { maxOutputLength: Math.max(size, 1) })
    if (bytes.length !== size) throw new Error('An object of a pack is of another size.')
    return bytes
  }

  #keep(offset: number, object: PackedObject): PackedObject {
    if (this.#bases.has(offset)) return object
    if (this.#keptBytes > mostKeptBytes) {
      this.#bases.clear()
      this.#keptBytes = 0
    }
    this.#bases.set(offset, object)
    this.#keptBytes += object.bytes.length
    return object
  }

  #bytes(start: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length)
    return bytes.subarray(0, fs.readSync(this.#file, bytes, 0, length, start))
  }
}
