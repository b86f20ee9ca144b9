import * as fs from 'node:fs'
import { type AbsolutePath, explainSystemError, systemErrorCode } from '../foundation/base/index.ts'
import { type DirectoryManifest } from './directory-manifest.ts'
import { FileRows } from './file-rows.ts'
import { fingerprint } from './fingerprint.ts'
import type { HashMemo, Observation, ObservedDirectory, ObservedFile, ObserveOptions, Reading } from './hash-memo.ts'
import { type IndexFiles, indexDirectory, noIndexFiles } from './index-files.ts'
import { KnownTrees } from './known-trees.ts'
import type { ContentHash } from './object-store.ts'
import { observedDirectory, observedFile } from './observed.ts'
import { Progress, type StorageCall } from './progress.ts'
import { readRows, readUnknown } from './read-unknown.ts'
import { refuseUnsteady } from './refuse-unsteady.ts'
import { hashOfManifest } from './render-manifest.ts'
import { renderedTable } from './table-manifest.ts'
import { findChanges, type TreeChanges } from './tree-changes.ts'
import { notAFile } from './tree-listing.ts'
import { scanTree } from './tree-scan.ts'
import type { TreeTable } from './tree-table.ts'
import { WrittenContent } from './written-content.ts'

/** The memo of a project, kept in files of this directory: one for each tracked directory, one for all single files. */
export function statIndex(directory: AbsolutePath): HashMemo {
  return new StatIndex(indexDirectory(directory))
}

/** A memo that ends with the process. */
export function memoryMemo(): HashMemo {
  return new StatIndex(noIndexFiles)
}

const attempts = 3

class StatIndex implements HashMemo {
  readonly #rows: FileRows
  readonly #trees: KnownTrees
  readonly #written = new WrittenContent()

  constructor(files: IndexFiles) {
    this.#rows = new FileRows(files)
    this.#trees = new KnownTrees(files)
  }

  /** What goes while it is looked at is looked at once more: another command may move or replace it. */
  async observe(path: AbsolutePath, options: ObserveOptions = {}, call?: StorageCall): Promise<Observation> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#observeOnce(path, options, call)
      } catch (error) {
        if (systemErrorCode(error) !== 'ENOENT') throw explainSystemError(error)
        if (attempt === attempts) refuseUnsteady((error as NodeJS.ErrnoException).path ?? path)
      }
    }
  }

  noteWritten(path: AbsolutePath, content: ContentHash | DirectoryManifest): void {
    this.#written.note(path, content)
  }

  hashIfUnchanged(file: AbsolutePath, found: fs.Stats): ContentHash | undefined {
    const isSymlink = found.isSymbolicLink()
    const stats = isSymlink ? fs.statSync(file, { throwIfNoEntry: false }) : found
    return stats && (this.#trees.hashIfUnchanged(file, stats, isSymlink) ?? this.#rows.find(file, stats))
  }

  save(): void {
    this.#trees.save()
    this.#rows.save()
  }

  async #observeOnce(path: AbsolutePath, options: ObserveOptions, call?: StorageCall): Promise<Observation> {
    const found = fs.lstatSync(path, { throwIfNoEntry: false })
    const isSymlink = found?.isSymbolicLink() ?? false
    const stats = isSymlink ? fs.statSync(path, { throwIfNoEntry: false }) : found
    if (stats === undefined) return { kind: 'missing' }
    if (stats.isDirectory()) return this.#observeDirectory(path, stats, options, call)
    if (stats.isFile()) return this.#observeFile(path, { stats, isSymlink }, options, call)
    throw notAFile(path)
  }

  async #observeFile(
    path: AbsolutePath,
    { stats, isSymlink }: { readonly stats: fs.Stats; readonly isSymlink: boolean },
    { reading }: ObserveOptions,
    call?: StorageCall,
  ): Promise<ObservedFile> {
    const observedAt = Date.now()
    const row = this.#rows.find(path, stats)
    const known = row ?? this.#written.hashOf(path, stats)
    if (known !== undefined && reading?.isSettled(known, stats.ino, isSymlink) !== false) {
      if (row === undefined) this.#rows.set(path, stats, known, observedAt)
      return observedFile(stats, known, stats.size)
    }
    const one = { paths: [path], bytes: Float64Array.of(stats.size), mtimes: Float64Array.of(stats.mtimeMs) }
    const read = await readUnknown(reading, one, call)
    this.#rows.set(path, read.touched[0] === 1 ? fs.statSync(path) : stats, read.hashes.at(0), observedAt)
    return observedFile(stats, read.hashes.at(0), read.bytes[0]!)
  }

  async #observeDirectory(
    root: AbsolutePath,
    stats: fs.Stats,
    options: ObserveOptions,
    call?: StorageCall,
  ): Promise<ObservedDirectory> {
    const observedAt = Date.now()
    const ignoreKey = fingerprint(options.ignoreKey ?? '')
    const { reading } = options
    const table = this.#trees.find(root, stats)
    const progress = new Progress(call, 'silent')
    const changes = table && (await changesOf(table, ignoreKey, reading, progress))
    if (table && changes && isUnchanged(changes)) return observedDirectory(table)
    const known = table && changes && { table, changes }
    const writtenHash = this.#written.hashesIn(root)
    const request = { root, options, known, writtenHash, isSettled: reading?.isSettled }
    const scan = scanTree(request, progress).then((scanned) => readRows(scanned, reading, call))
    const files = (await scan).finish({ root, device: stats.dev, ignoreKey, observedAt })
    const fresh = { ...files, hash: hashOfManifest(renderedTable(files)) }
    this.#trees.set(root, fresh)
    return observedDirectory(fresh)
  }
}

/** Under other ignore rules every directory has to be listed again; what is known of the files stays. */
function changesOf(
  table: TreeTable,
  ignoreKey: string,
  reading: Reading | undefined,
  progress: Progress,
): Promise<TreeChanges> | TreeChanges {
  if (table.ignoreKey === ignoreKey) return findTreeChanges(table, reading, progress)
  return { directories: new Set(Array.from({ length: table.directories.length }, (_, d) => d)), files: new Set() }
}

async function findTreeChanges(
  table: TreeTable,
  reading: Reading | undefined,
  progress: Progress,
): Promise<TreeChanges> {
  const arePlainSettled = (await reading?.areSettled?.(table.hash)) ?? false
  return findChanges(table, reading?.isSettled, arePlainSettled, progress)
}

function isUnchanged({ directories, files }: TreeChanges): boolean {
  return directories.size === 0 && files.size === 0
}
