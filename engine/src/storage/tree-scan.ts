import * as fs from 'node:fs'
import type { ObserveOptions } from './hash-memo.ts'
import { lookAgain, rowsWithin } from './look-again.ts'
import { PathColumn } from './path-column.ts'
import type { Progress } from './progress.ts'
import { isSameRow } from './same-row.ts'
import type { IsSettled, TreeChanges } from './tree-changes.ts'
import { type ListedFile, listTree } from './tree-listing.ts'
import { hashAt, type TreeTable, textsIn } from './tree-table.ts'
import { TreeTableBuilder } from './tree-table-builder.ts'

/** A table that was taken before, and what of it does not hold any more. */
export interface KnownTree {
  readonly table: TreeTable
  readonly changes: TreeChanges
}

export interface ScannedTree {
  readonly builder: TreeTableBuilder
  /** Rows whose files have to be read, and their paths. */
  readonly unknown: readonly number[]
  readonly paths: PathColumn
}

/** Believes a hash for a file that was just written by us, without reading it. */
export type WrittenHash = (relpath: string, stats: fs.Stats) => string | undefined

interface ScanRequest {
  readonly root: string
  readonly options: ObserveOptions
  readonly known: KnownTree | undefined
  readonly writtenHash: WrittenHash | undefined
  readonly isSettled: IsSettled | undefined
}

/** Goes through a directory, taking over from what is known all that holds still. */
export async function scanTree(request: ScanRequest, progress: Progress): Promise<ScannedTree> {
  const scan = new TreeScan(request)
  const waiting: Place[] = [{ relative: '', parent: 0 }]
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    waiting.push(...scan.visit(place))
    await progress.breathe()
  }
  return { builder: scan.builder, unknown: scan.unknown, paths: scan.paths }
}

interface Place {
  readonly relative: string
  readonly parent: number
}

class TreeScan {
  readonly builder = new TreeTableBuilder()
  readonly unknown: number[] = []
  readonly paths = new PathColumn()
  readonly #request: ScanRequest
  readonly #numberOf = new Map<string, number>()
  readonly #below: string[][] = []

  constructor(request: ScanRequest) {
    this.#request = request
    if (request.known) this.#indexDirectories(request.known.table)
  }

  /** Takes in the files of one directory; returns the directories below it. */
  visit({ relative, parent }: Place): Place[] {
    const number = this.#numberOf.get(relative)
    const { known } = this.#request
    const isSame = known !== undefined && number !== undefined && !known.changes.directories.has(number)
    const below = isSame ? this.#takeOver(relative, parent, number, known) : this.#list(relative, parent, number)
    const own = this.#own
    return below.map((name) => ({ relative: relative === '' ? name : `${relative}/${name}`, parent: own }))
  }

  #own = 0

  #takeOver(relative: string, parent: number, number: number, { table, changes }: KnownTree): string[] {
    const { mtime, inode, firstFile, fileCount } = table.directories
    const first = firstFile[number]!
    const end = first + fileCount[number]!
    const changed = lookAgain(table, this.#pathOf(relative, ''), rowsWithin(changes.files, first, end))
    if (changed === undefined) return this.#list(relative, parent, number)
    this.#own = this.builder.beginDirectory(relative, parent, { mtime: mtime[number]!, inode: inode[number]! })
    const moved = this.builder.copyFiles(table, first, end) - first
    for (const [row, file] of changed) {
      this.builder.setStats(row + moved, file.stats, file.isSymlink)
      this.#takeUnlessWritten(row + moved, relative, file)
    }
    return this.#below[number] ?? []
  }

  #list(relative: string, parent: number, number: number | undefined): string[] {
    const { root, options, known } = this.#request
    const stats = fs.statSync(relative === '' ? root : `${root}/${relative}`)
    this.#own = this.builder.beginDirectory(relative, parent, { mtime: stats.mtimeMs, inode: stats.ino })
    const listing = listTree(root, relative, options)
    if (listing.isUnstable) this.builder.listAlways()
    const rows = known && number !== undefined ? this.#rowsByName(known.table, number) : undefined
    for (const file of listing.files) this.#takeListed(relative, file, rows?.get(file.name))
    return [...listing.directories]
  }

  #takeListed(relative: string, file: ListedFile, row: number | undefined): void {
    const { known, isSettled } = this.#request
    const isKnown = known !== undefined && row !== undefined && isSameRow(known.table, row, file.stats, file.isSymlink)
    const needsNothing =
      isKnown && isSettled?.(hashAt(known.table.files, row), file.stats.ino, file.isSymlink) !== false
    if (needsNothing) this.builder.copyFiles(known.table, row, row + 1)
    else this.#takeUnlessWritten(this.builder.addFile(file.name, file.stats, file.isSymlink), relative, file)
  }

  #takeUnlessWritten(row: number, relative: string, { name, stats, isSymlink }: ListedFile): void {
    const written = this.#request.writtenHash?.(relative === '' ? name : `${relative}/${name}`, stats)
    if (written !== undefined && this.#request.isSettled?.(written, stats.ino, isSymlink) !== false) {
      this.builder.setHash(row, written, stats.size)
      return
    }
    this.unknown.push(row)
    this.paths.add(this.#pathOf(relative, name))
  }

  #pathOf(relative: string, name: string): string {
    return relative === '' ? `${this.#request.root}/${name}` : `${this.#request.root}/${relative}/${name}`
  }

  #rowsByName({ directories, files }: TreeTable, number: number): Map<string, number> {
    const first = directories.firstFile[number]!
    const names = textsIn(files.names, first, first + directories.fileCount[number]!)
    return new Map(names.map((name, i) => [name, first + i]))
  }

  #indexDirectories({ directories }: TreeTable): void {
    const paths = textsIn(directories.paths, 0, directories.length)
    for (let d = 0; d < paths.length; d++) {
      this.#numberOf.set(paths[d]!, d)
      if (d === 0) continue
      const names = (this.#below[directories.parent[d]!] ??= [])
      names.push(paths[d]!.slice(paths[d]!.lastIndexOf('/') + 1))
    }
  }
}
