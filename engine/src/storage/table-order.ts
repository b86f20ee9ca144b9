import { compareCodePoints } from '../foundation/base/index.ts'
import { type TreeTable, textsIn } from './tree-table.ts'

/** Files of one directory that follow each other in a manifest. */
export interface RunOfFiles {
  /** Path of the directory with a `/` behind it; `''` at the top. */
  readonly prefix: string
  readonly rows: readonly number[]
}

type Table = Pick<TreeTable, 'directories' | 'files'>

/**
 * The files of a table as a manifest has them: by relative path, as Python sorts. Each directory is sorted by itself, with
 * `/` behind the names of directories, so that no list of all paths is made.
 */
export function runsInOrder(table: Table): RunOfFiles[] {
  const runs: RunOfFiles[] = []
  if (table.directories.length > 0) addRunsOf({ table, below: directoriesBelow(table), runs }, 0, '')
  return runs
}

interface Below {
  readonly number: number
  /** With a `/` behind it. */
  readonly name: string
}

interface Ordering {
  readonly table: Table
  readonly below: ReadonlyMap<number, readonly Below[]>
  readonly runs: RunOfFiles[]
}

function addRunsOf(ordering: Ordering, directory: number, prefix: string): void {
  const { table, below, runs } = ordering
  const first = table.directories.firstFile[directory]!
  const files = textsIn(table.files.names, first, first + table.directories.fileCount[directory]!)
  const directories = below.get(directory) ?? []
  const names = [...files, ...directories.map(({ name }) => name)]
  let rows: number[] = []
  for (const i of sortedPlaces(names)) {
    if (i < files.length) {
      rows.push(first + i)
      continue
    }
    if (rows.length > 0) runs.push({ prefix, rows })
    rows = []
    addRunsOf(ordering, directories[i - files.length]!.number, prefix + names[i]!)
  }
  if (rows.length > 0) runs.push({ prefix, rows })
}

function directoriesBelow({ directories }: Table): Map<number, Below[]> {
  const below = new Map<number, Below[]>()
  const paths = textsIn(directories.paths, 0, directories.length)
  for (let number = 1; number < paths.length; number++) {
    const path = paths[number]!
    const parent = directories.parent[number]!
    const siblings = below.get(parent) ?? []
    siblings.push({ number, name: `${path.slice(path.lastIndexOf('/') + 1)}/` })
    below.set(parent, siblings)
  }
  return below
}

/** The numbers of the names, in order; names that are in order already cost one look at each. */
function sortedPlaces(names: readonly string[]): number[] {
  const compare = orderOf(names)
  const places = Array.from(names.keys())
  for (let i = 1; i < names.length; i++)
    if (compare(names[i - 1]!, names[i]!) > 0) return places.sort((a, b) => compare(names[a]!, names[b]!))
  return places
}

/** Surrogates sort otherwise by units than by code points; without them JavaScript's own, much faster order is right. */
export function orderOf(names: readonly string[]): (a: string, b: string) => number {
  const needsCodePoints = names.some((name) => /[\ud800-\udfff]/.test(name))
  return needsCodePoints ? compareCodePoints : (a, b) => (a < b ? -1 : 1)
}
