import type { Stats } from 'node:fs'
import * as path from 'node:path'
import type { AbsolutePath } from '../foundation/base/index.ts'
import { fingerprint } from './fingerprint.ts'
import type { IndexFiles } from './index-files.ts'
import type { ContentHash } from './object-store.ts'
import { isSameRow } from './same-row.ts'
import { TreeRows } from './tree-rows.ts'
import { hashAt, type TreeTable } from './tree-table.ts'
import { readTable, renderTable } from './tree-table-file.ts'

/** What is known of tracked directories: a table each, in a file of its own. */
export class KnownTrees {
  readonly #files: IndexFiles
  readonly #tables = new Map<AbsolutePath, TreeTable>()
  readonly #unsaved = new Set<AbsolutePath>()
  readonly #rows = new WeakMap<TreeTable, TreeRows>()

  constructor(files: IndexFiles) {
    this.#files = files
  }

  /** The table of a directory, if it was made of that one. */
  find(root: AbsolutePath, stats: Stats): TreeTable | undefined {
    const inMemory = this.#tables.get(root)
    const bytes = inMemory ? undefined : this.#files.read(fileName(root))
    const table = inMemory ?? (bytes && readTable(bytes))
    if (table?.root !== root || table.device !== stats.dev) return undefined
    this.#tables.set(root, table)
    return table
  }

  set(root: AbsolutePath, table: TreeTable): void {
    this.#tables.set(root, table)
    this.#unsaved.add(root)
  }

  /** The hash of a file below one of the directories that were looked at, if it is as it was then. */
  hashIfUnchanged(file: AbsolutePath, stats: Stats, isSymlink: boolean): ContentHash | undefined {
    const table = this.#tableAbove(file)
    if (table === undefined) return undefined
    const row = this.#rowsOf(table).find(file.slice(table.root.length + 1))
    return row !== undefined && isSameRow(table, row, stats, isSymlink) ? hashAt(table.files, row) : undefined
  }

  save(): void {
    for (const root of this.#unsaved) this.#files.write(fileName(root), renderTable(this.#tables.get(root)!))
    this.#unsaved.clear()
  }

  #tableAbove(file: string): TreeTable | undefined {
    if (this.#tables.size === 0) return undefined
    for (let at = path.dirname(file); ; at = path.dirname(at)) {
      const table = this.#tables.get(at as AbsolutePath)
      if (table !== undefined || at === path.dirname(at)) return table
    }
  }

  #rowsOf(table: TreeTable): TreeRows {
    const rows = this.#rows.get(table) ?? new TreeRows(table)
    this.#rows.set(table, rows)
    return rows
  }
}

function fileName(root: AbsolutePath): string {
  return `${fingerprint(root)}.tree`
}
