import type { Stats } from 'node:fs'
import { GrowingColumn } from './growing-column.ts'
import { PathColumn } from './path-column.ts'
import { fileFlags, type TreeTable, textColumn } from './tree-table.ts'

type Fixed = Pick<TreeTable, 'root' | 'device' | 'ignoreKey' | 'observedAt'>

const doubles = () => new GrowingColumn<Float64Array>((length) => new Float64Array(length))
const bytes = () => new GrowingColumn<Uint8Array>((length) => new Uint8Array(length))
const hashBytes = 16
const noHash = new Uint8Array(hashBytes)

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
    mtime: doubles(),
    ctime: doubles(),
    bytes: doubles(),
    inode: doubles(),
    flags: bytes(),
    md5: bytes(),
  }
  readonly #paths: string[] = []
  readonly #names = new PathColumn()

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
    const { md5, ...others } = this.#files
    for (const column of Object.values(others)) column.push(0)
    md5.append(noHash)
    this.#directories.count[this.#paths.length - 1]!++
    const row = this.#names.length
    this.#names.add(name)
    this.setStats(row, stats, isSymlink)
    return row
  }

  setStats(row: number, stats: Stats, isSymlink: boolean): void {
    this.#files.mtime.set(row, stats.mtimeMs)
    this.#files.ctime.set(row, stats.ctimeMs)
    this.#files.bytes.set(row, stats.size)
    this.#files.inode.set(row, stats.ino)
    this.#files.flags.set(row, (isSymlink ? fileFlags.symlink : 0) | (stats.nlink > 1 ? fileFlags.manyNames : 0))
  }

  /** Takes rows `from` up to `to` over from another table with all that is known. Returns the number of the first. */
  copyFiles({ files }: TreeTable, from: number, to: number): number {
    const first = this.length
    this.#files.mtime.append(files.mtime.subarray(from, to))
    this.#files.ctime.append(files.ctime.subarray(from, to))
    this.#files.bytes.append(files.bytes.subarray(from, to))
    this.#files.inode.append(files.inode.subarray(from, to))
    this.#files.flags.append(files.flags.subarray(from, to))
    this.#files.md5.append(files.md5.subarray(hashBytes * from, hashBytes * to))
    this.#names.addRun(files.names, from, to)
    this.#directories.count[this.#paths.length - 1]! += to - from
    return first
  }

  setHash(row: number, hash: string, bytes: number): void {
    this.#files.bytes.set(row, bytes)
    for (let i = 0; i < hashBytes; i++)
      this.#files.md5.set(hashBytes * row + i, Number.parseInt(hash.slice(2 * i, 2 * i + 2), 16))
  }

  /** Sizes and mtimes of some rows. */
  statsOf(rows: readonly number[]): { readonly bytes: Float64Array; readonly mtimes: Float64Array } {
    const { bytes, mtime } = this.#files
    return {
      bytes: Float64Array.from(rows, (row) => bytes.at(row)),
      mtimes: Float64Array.from(rows, (row) => mtime.at(row)),
    }
  }

  /** The table but for the manifest's hash, which is found by means of it. */
  finish(fixed: Fixed): Omit<TreeTable, 'hash'> {
    const { parent, first, count, mtime, inode } = this.#directories
    const { mtime: mtimes, ctime, bytes, inode: inodes, flags, md5 } = this.#files
    return {
      ...fixed,
      bytes: bytes.values.reduce((sum, size) => sum + size, 0),
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
        mtime: mtimes.values,
        ctime: ctime.values,
        bytes: bytes.values,
        inode: inodes.values,
        flags: flags.values,
        md5: md5.values,
        names: this.#names.whole(),
      },
    }
  }
}
