import type { TextColumn } from './tree-table.ts'

/** Paths of files; an array of strings is one, too. */
export interface Paths {
  readonly length: number
  at(index: number): string | undefined
}

const firstPaths = 1024
const bytesPerPath = 64
/** Of one UTF-16 unit in UTF-8. */
const mostBytes = 3

/** Many paths in little memory, one behind the other. */
export class PathColumn implements Paths {
  #offsets: Uint32Array = new Uint32Array(firstPaths + 1)
  #bytes: Buffer = Buffer.alloc(firstPaths * bytesPerPath)
  #length = 0

  static from({ offsets, bytes }: TextColumn): PathColumn {
    const column = new PathColumn()
    column.#offsets = offsets
    column.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    column.#length = offsets.length - 1
    return column
  }

  get length(): number {
    return this.#length
  }

  add(path: string): void {
    const start = this.#offsets[this.#length]!
    if (this.#length + 1 === this.#offsets.length) this.#offsets = enlarged(this.#offsets)
    const needed = start + mostBytes * path.length
    if (needed > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], Math.max(needed, 2 * this.#bytes.length))
    this.#length++
    this.#offsets[this.#length] = start + this.#bytes.write(path, start)
  }

  at(index: number): string {
    return this.#bytes.toString('utf8', this.#offsets[index], this.#offsets[index + 1])
  }

  /** Its parts, in which form it can be sent to another thread. */
  texts(): TextColumn {
    const offsets = this.#offsets.slice(0, this.#length + 1)
    return { offsets, bytes: Buffer.from(this.#bytes.subarray(0, offsets.at(-1))) }
  }
}

function enlarged(offsets: Uint32Array): Uint32Array {
  const larger = new Uint32Array(2 * offsets.length)
  larger.set(offsets)
  return larger
}
