import * as fs from 'node:fs'
import { type AbsolutePath, explainSystemError } from '../foundation/base/index.ts'
import {
  type DirectoryManifest,
  findInManifest,
  makeManifest,
  manifestHash,
  renderManifest,
} from './directory-manifest.ts'
import { FileRows } from './file-rows.ts'
import type { HashMemo, Observation, ObservedDirectory, ObservedFile, ObserveOptions, Reading } from './hash-memo.ts'
import { type IndexFiles, indexDirectory, noIndexFiles } from './index-files.ts'
import { md5Hex } from './md5/md5-bytes.ts'
import type { ContentHash } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { type FilesRead, type FilesToRead, hashOnly, readFiles, totalsOf } from './read-files.ts'
import { findChanges, type TreeChanges } from './tree-changes.ts'
import { notAFile } from './tree-listing.ts'
import { type KnownTree, scanTree, type WrittenHash } from './tree-scan.ts'
import { hashAt, type TreeTable, textsIn } from './tree-table.ts'
import { readTable, renderTable } from './tree-table-file.ts'

/** The memo of a project, kept in files of this directory: one for each tracked directory, one for all single files. */
export function statIndex(directory: AbsolutePath): HashMemo {
  return new StatIndex(indexDirectory(directory))
}

/** A memo that ends with the process. */
export function memoryMemo(): HashMemo {
  return new StatIndex(noIndexFiles)
}

interface Written {
  readonly content: ContentHash | DirectoryManifest
  readonly at: number
}

class StatIndex implements HashMemo {
  readonly #files: IndexFiles
  readonly #rows: FileRows
  readonly #tables = new Map<AbsolutePath, TreeTable>()
  readonly #unsaved = new Set<AbsolutePath>()
  readonly #written = new Map<AbsolutePath, Written>()

  constructor(files: IndexFiles) {
    this.#files = files
    this.#rows = new FileRows(files)
  }

  async observe(path: AbsolutePath, options: ObserveOptions = {}, call?: StorageCall): Promise<Observation> {
    try {
      const stats = fs.statSync(path, { throwIfNoEntry: false })
      if (stats === undefined) return { kind: 'missing' }
      if (stats.isDirectory()) return await this.#observeDirectory(path, stats, options, call)
      if (stats.isFile()) return await this.#observeFile(path, stats, options, call)
      throw notAFile(path)
    } catch (error) {
      throw explainSystemError(error)
    }
  }

  noteWritten(path: AbsolutePath, content: ContentHash | DirectoryManifest): void {
    this.#written.set(path, { content, at: Date.now() })
  }

  save(): void {
    for (const path of this.#unsaved) this.#files.write(tableName(path), renderTable(this.#tables.get(path)!))
    this.#unsaved.clear()
    this.#rows.save()
  }

  async #observeFile(
    path: AbsolutePath,
    stats: fs.Stats,
    { reading }: ObserveOptions,
    call?: StorageCall,
  ): Promise<ObservedFile> {
    const observedAt = Date.now()
    const isSymlink = fs.lstatSync(path).isSymbolicLink()
    const known = this.#rows.find(path, stats) ?? this.#writtenFile(path, stats)
    if (known !== undefined && reading?.isSettled(known, stats.ino, isSymlink) !== false) {
      if (this.#rows.find(path, stats) === undefined) this.#rows.set(path, stats, known, observedAt)
      return observedFile(stats, known, stats.size)
    }
    const read = await readUnknown(
      reading,
      { paths: [path], bytes: Float64Array.of(stats.size), mtimes: Float64Array.of(stats.mtimeMs) },
      call,
    )
    this.#rows.set(path, read.touched[0] === 1 ? fs.statSync(path) : stats, read.hashes[0]!, observedAt)
    return observedFile(stats, read.hashes[0]!, read.bytes[0]!)
  }

  async #observeDirectory(
    root: AbsolutePath,
    stats: fs.Stats,
    options: ObserveOptions,
    call?: StorageCall,
  ): Promise<ObservedDirectory> {
    const observedAt = Date.now()
    const ignoreKey = md5Hex(options.ignoreKey ?? '')
    const table = this.#known(root, stats)
    const progress = new Progress(call, 'silent')
    const changes = table && (await changesOf(table, ignoreKey, options.reading, progress))
    if (table && changes && changes.directories.size === 0 && changes.files.size === 0) return observedDirectory(table)
    const known: KnownTree | undefined = table && changes && { table, changes }
    const writtenHash = this.#writtenIn(root)
    const scan = await scanTree({ root, options, known, writtenHash, isSettled: options.reading?.isSettled }, progress)
    await readRows(scan, options.reading, call)
    const manifest = makeManifest(scan.builder.relpaths(), scan.builder.hashes())
    const hash = manifestHash(renderManifest(manifest))
    const fresh = scan.builder.finish({ root, device: stats.dev, ignoreKey, observedAt }, hash)
    this.#tables.set(root, fresh)
    this.#unsaved.add(root)
    return observedDirectory(fresh, manifest)
  }

  #known(root: AbsolutePath, stats: fs.Stats): TreeTable | undefined {
    const inMemory = this.#tables.get(root)
    const bytes = inMemory ? undefined : this.#files.read(tableName(root))
    const table = inMemory ?? (bytes && readTable(bytes))
    if (table?.root !== root || table.device !== stats.dev) return undefined
    this.#tables.set(root, table)
    return table
  }

  #writtenFile(path: AbsolutePath, stats: fs.Stats): ContentHash | undefined {
    const written = this.#written.get(path)
    return typeof written?.content === 'string' && isUntouchedSince(written.at, stats) ? written.content : undefined
  }

  #writtenIn(root: AbsolutePath): WrittenHash | undefined {
    const written = this.#written.get(root)
    if (written === undefined || typeof written.content === 'string') return undefined
    const { content, at } = written
    return (relpath, stats) => (isUntouchedSince(at, stats) ? findInManifest(content, relpath) : undefined)
  }
}

function tableName(root: AbsolutePath): string {
  return `${md5Hex(root)}.tree`
}

function isUntouchedSince(time: number, stats: fs.Stats): boolean {
  return stats.mtimeMs <= time && stats.ctimeMs <= time
}

/** Under other ignore rules every directory has to be listed again; what is known of the files stays. */
function changesOf(
  table: TreeTable,
  ignoreKey: string,
  reading: Reading | undefined,
  progress: Progress,
): Promise<TreeChanges> | TreeChanges {
  if (table.ignoreKey === ignoreKey) return findChanges(table, reading?.isSettled, progress)
  return { directories: new Set(Array.from({ length: table.directories.length }, (_, d) => d)), files: new Set() }
}

function readUnknown(
  reading: Reading | undefined,
  files: FilesToRead,
  call: StorageCall | undefined,
): Promise<FilesRead> {
  return reading ? reading.read(files, call) : readFiles(files, hashOnly, new Progress(call, 'hash', totalsOf(files)))
}

/** Fills in the hashes of rows that are not known. A file that became a link on the way is looked at once more. */
async function readRows(
  scan: Awaited<ReturnType<typeof scanTree>>,
  reading: Reading | undefined,
  call: StorageCall | undefined,
): Promise<void> {
  const { builder, unknown, paths } = scan
  if (unknown.length === 0) return
  const read = await readUnknown(reading, { paths, ...builder.statsOf(unknown) }, call)
  for (let i = 0; i < unknown.length; i++) {
    if (read.touched[i] === 1)
      builder.setStats(unknown[i]!, fs.statSync(paths[i]!), fs.lstatSync(paths[i]!).isSymbolicLink())
    builder.setHash(unknown[i]!, read.hashes[i]!, read.bytes[i]!)
  }
}

const ownerMayRun = 0o100

function observedFile(stats: fs.Stats, hash: ContentHash, bytes: number): ObservedFile {
  return { kind: 'file', hash, bytes, isExecutable: (stats.mode & ownerMayRun) !== 0 }
}

function observedDirectory(table: TreeTable, made?: DirectoryManifest): ObservedDirectory {
  let manifest = made
  const { hash, bytes, files } = table
  return { kind: 'directory', hash, bytes, files: files.length, manifest: () => (manifest ??= manifestOf(table)) }
}

function manifestOf({ directories, files }: TreeTable): DirectoryManifest {
  const relpaths = textsIn(directories.paths, 0, directories.length).flatMap((path, d) => {
    const first = directories.firstFile[d]!
    const names = textsIn(files.names, first, first + directories.fileCount[d]!)
    return path === '' ? names : names.map((name) => `${path}/${name}`)
  })
  return makeManifest(
    relpaths,
    Array.from(relpaths, (_, row) => hashAt(files, row)),
  )
}
