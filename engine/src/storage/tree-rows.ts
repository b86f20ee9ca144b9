import { type TreeTable, textsIn } from './tree-table.ts'

/** Finds the rows of a table by the paths of their files. The names of one directory at a time are at hand. */
export class TreeRows {
  readonly #table: TreeTable
  readonly #numberOf: ReadonlyMap<string, number>
  #directory: string | undefined
  #rows: ReadonlyMap<string, number> = new Map()

  constructor(table: TreeTable) {
    this.#table = table
    this.#numberOf = new Map(textsIn(table.directories.paths, 0, table.directories.length).map((path, d) => [path, d]))
  }

  /** The path is relative to the table's root. */
  find(relpath: string): number | undefined {
    const slash = relpath.lastIndexOf('/')
    const directory = slash === -1 ? '' : relpath.slice(0, slash)
    if (directory !== this.#directory) this.#enter(directory)
    return this.#rows.get(relpath.slice(slash + 1))
  }

  #enter(directory: string): void {
    const { directories, files } = this.#table
    const number = this.#numberOf.get(directory)
    const first = number === undefined ? 0 : directories.firstFile[number]!
    const end = number === undefined ? 0 : first + directories.fileCount[number]!
    this.#directory = directory
    this.#rows = new Map(textsIn(files.names, first, end).map((name, i) => [name, first + i]))
  }
}
