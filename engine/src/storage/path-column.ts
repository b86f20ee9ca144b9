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

/** Many paths in little memory, one behind the other; other threads can look at the same memory. */
export class PathColumn implements Paths {
  #offsets = sharedNumbers(firstPaths + 1)
  #bytes = sharedBytes(firstPaths * bytesPerPath)
  #length = 0

  static of(paths: Paths): PathColumn {
    if (paths instanceof PathColumn) return paths
    const column = new PathColumn()
    for (let i = 0; i < paths.length; i++) column.add(paths.at(i)!)
    return column
  }

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
    if (this.#length + 1 === this.#offsets.length) this.#growOffsets()
    if (start + mostBytes * path.length > this.#bytes.length) this.#growBytes(start + mostBytes * path.length)
    this.#length++
    this.#offsets[this.#length] = start + this.#bytes.write(path, start)
  }

  /** Adds texts `from` up to `to` of another column. */
  addRun({ offsets, bytes }: TextColumn, from: number, to: number): void {
    const [begin, end] = [offsets[from]!, offsets[to]!]
    const start = this.#offsets[this.#length]!
    while (this.#length + to - from >= this.#offsets.length) this.#growOffsets()
    if (start + end - begin > this.#bytes.length) this.#growBytes(start + end - begin)
    this.#bytes.set(bytes.subarray(begin, end), start)
    for (let i = from + 1; i <= to; i++) this.#offsets[++this.#length] = start + offsets[i]! - begin
  }

  at(index: number): string {
    return this.#bytes.toString('utf8', this.#offsets[index], this.#offsets[index + 1])
  }

  /** Those from `from` up to `to`, for another thread. Nothing may be added any more. */
  texts(from: number, to: number): TextColumn {
    return { offsets: this.#offsets.subarray(from, to + 1), bytes: this.#bytes }
  }

  /** All of them, and no more memory than they fill. Nothing may be added any more. */
  whole(): TextColumn {
    return {
      offsets: this.#offsets.subarray(0, this.#length + 1),
      bytes: this.#bytes.subarray(0, this.#offsets[this.#length]),
    }
  }

  #growOffsets(): void {
    const larger = sharedNumbers(2 * this.#offsets.length)
    larger.set(this.#offsets)
    this.#offsets = larger
  }

  #growBytes(needed: number): void {
    const larger = sharedBytes(Math.max(needed, 1.5 * this.#bytes.length))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

function sharedNumbers(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(Uint32Array.BYTES_PER_ELEMENT * length))
}

function sharedBytes(length: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(Math.ceil(length)))
}
