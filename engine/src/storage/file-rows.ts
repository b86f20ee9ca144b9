import type { Stats } from 'node:fs'
import type { IndexFiles } from './index-files.ts'
import type { ContentHash } from './object-store.ts'
import { isRacy, isSameFile, type KnownStat } from './stat-match.ts'

interface FileRow extends KnownStat {
  readonly device: number
  readonly hash: ContentHash
  readonly observedAt: number
}

const fileName = 'files.json'
const formatVersion = 1

/** What is known of tracked files that are not part of a tracked directory, by absolute path. */
export class FileRows {
  readonly #files: IndexFiles
  #rows: Map<string, FileRow> | undefined
  #isChanged = false

  constructor(files: IndexFiles) {
    this.#files = files
  }

  /** The hash of a file if it is unchanged since we saw it. `stats` follow links. */
  find(path: string, stats: Stats): ContentHash | undefined {
    const row = this.#all().get(path)
    if (!row || row.device !== stats.dev || isRacy(row.mtime, row.observedAt)) return undefined
    return isSameFile(row, stats) ? row.hash : undefined
  }

  set(path: string, stats: Stats, hash: ContentHash, observedAt: number): void {
    const { mtimeMs: mtime, ctimeMs: ctime, size: bytes, ino: inode, dev: device } = stats
    this.#all().set(path, { mtime, ctime, bytes, inode, device, hasManyNames: stats.nlink > 1, hash, observedAt })
    this.#isChanged = true
  }

  save(): void {
    if (!this.#isChanged) return
    this.#files.write(fileName, Buffer.from(JSON.stringify({ version: formatVersion, files: [...this.#all()] })))
    this.#isChanged = false
  }

  #all(): Map<string, FileRow> {
    this.#rows ??= readRows(this.#files.read(fileName))
    return this.#rows
  }
}

/** A file that is damaged or of another version counts as none. */
function readRows(bytes: ArrayBufferLike | undefined): Map<string, FileRow> {
  if (bytes === undefined) return new Map()
  try {
    const { version, files } = JSON.parse(Buffer.from(bytes).toString())
    return version === formatVersion ? new Map(files) : new Map()
  } catch {
    return new Map()
  }
}
