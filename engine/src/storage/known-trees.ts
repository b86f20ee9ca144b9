import type { Stats } from 'node:fs'
import type { AbsolutePath } from '../foundation/base/index.ts'
import { fingerprint } from './fingerprint.ts'
import type { IndexFiles } from './index-files.ts'
import type { TreeTable } from './tree-table.ts'
import { readTable, renderTable } from './tree-table-file.ts'

/** What is known of tracked directories: a table each, in a file of its own. */
export class KnownTrees {
  readonly #files: IndexFiles
  readonly #tables = new Map<AbsolutePath, TreeTable>()
  readonly #unsaved = new Set<AbsolutePath>()

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

  save(): void {
    for (const root of this.#unsaved) this.#files.write(fileName(root), renderTable(this.#tables.get(root)!))
    this.#unsaved.clear()
  }
}

function fileName(root: AbsolutePath): string {
  return `${fingerprint(root)}.tree`
}
