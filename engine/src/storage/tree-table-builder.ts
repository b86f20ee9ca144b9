import type { Stats } from 'node:fs'
import { fileFlags, type TextColumn, type TreeTable, textColumn } from './tree-table.ts'

type Fixed = Pick<TreeTable, 'root' | 'device' | 'ignoreKey' | 'observedAt'>

/** Makes a table row by row. A directory's files are added before the next directory is begun. */
export class TreeTableBuilder {
  readonly #directories = {
    parent: [] as number[],
    first: [] as number[],
    count: [] as number[],
    mtime: [] as number[],
    inode: [] as number[],
  }
  readonly #files = {
    mtime: [] as number[],
    ctime: [] as number[],
    bytes: [] as number[],
    inode: [] as number[],
    flags: [] as number[],
  }
  readonly #paths: string[] = []
  readonly #names: string[] = []
  #md5 = new Uint8Array(16 * 1024)

  get length(): number {
    return this.#names.length
  }

  beginDirectory(path: string, parent: number, stats: { readonly mtime: number; readonly inode: number }): number {
    const { parent: parents, first, count, mtime, inode } = this.#directories
    parents.push(parent)
    first.push(this.length)
    count.push(0)
    mtime.push(stats.mtime)
    inode.push(stats.inode)
    return this.#paths.push(path) - 1
  }

  /** Says that the directory begun last has to be listed each time: something in it can change without its mtime. */
  listAlways(): void {
    this.#directories.mtime[this.#paths.length - 1] = Number.NaN
  }

  addFile(name: string, stats: Stats, isSymlink: boolean): number {
    this.#files.mtime.push(0)
    this.#files.ctime.push(0)
    this.#files.bytes.push(0)
    this.#files.inode.push(0)
    this.#files.flags.push(0)
    this.#directories.count[this.#paths.length - 1]!++
    const row = this.#names.push(name) - 1
    this.setStats(row, stats, isSymlink)
    this.#grow()
    return row
  }

  setStats(row: number, stats: Stats, isSymlink: boolean): void {
    this.#files.mtime[row] = stats.mtimeMs
    this.#files.ctime[row] = stats.ctimeMs
    this.#files.bytes[row] = stats.size
    this.#files.inode[row] = stats.ino
    this.#files.flags[row] = (isSymlink ? fileFlags.symlink : 0) | (stats.nlink > 1 ? fileFlags.manyNames : 0)
  }

  /** Takes a row over from another table with all that is known. */
  copyFile(name: string, { files }: TreeTable, row: number): void {
    this.#files.mtime.push(files.mtime[row]!)
    this.#files.ctime.push(files.ctime[row]!)
    this.#files.bytes.push(files.bytes[row]!)
    this.#files.inode.push(files.inode[row]!)
    this.#files.flags.push(files.flags[row]!)
    this.#directories.count[this.#paths.length - 1]!++
    const own = this.#names.push(name) - 1
    this.#grow()
    this.#md5.set(files.md5.subarray(16 * row, 16 * row + 16), 16 * own)
  }

  setHash(row: number, hash: string, bytes: number): void {
    this.#files.bytes[row] = bytes
    for (let i = 0; i < 16; i++) this.#md5[16 * row + i] = Number.parseInt(hash.slice(2 * i, 2 * i + 2), 16)
  }

  /** Sizes and mtimes of some rows. */
  statsOf(rows: readonly number[]): { readonly bytes: Float64Array; readonly mtimes: Float64Array } {
    const { bytes, mtime } = this.#files
    return {
      bytes: Float64Array.from(rows, (row) => bytes[row]!),
      mtimes: Float64Array.from(rows, (row) => mtime[row]!),
    }
  }

  totalBytes(): number {
    return this.#files.bytes.reduce((sum, bytes) => sum + bytes, 0)
  }

  /** The table but for the manifest's hash, which is found by means of it. */
  finish(fixed: Fixed): Omit<TreeTable, 'hash'> {
    const { parent, first, count, mtime, inode } = this.#directories
    const names: TextColumn = textColumn(this.#names)
    return {
      ...fixed,
      bytes: this.totalBytes(),
      directories: {
        length: this.#paths.length,
        parent: Uint32Array.from(parent),
        firstFile: Uint32Array.from(first),
        fileCount: Uint32Array.from(count),
        mtime: Float64Array.from(mtime),
        inode: Float64Array.from(inode),
        paths: textColumn(this.#paths),
      },
      files: {
        length: this.length,
        mtime: Float64Array.from(this.#files.mtime),
        ctime: Float64Array.from(this.#files.ctime),
        bytes: Float64Array.from(this.#files.bytes),
        inode: Float64Array.from(this.#files.inode),
        flags: Uint8Array.from(this.#files.flags),
        md5: this.#md5.slice(0, 16 * this.length),
        names,
      },
    }
  }

  #grow(): void {
    if (this.#md5.length >= 16 * this.length) return
    const larger = new Uint8Array(2 * this.#md5.length)
    larger.set(this.#md5)
    this.#md5 = larger
  }
}
