import { compareCodePoints } from '../foundation/base/index.ts'
import { type TreeTable, textsIn } from './tree-table.ts'

export interface OrderedFile {
  readonly relpath: string
  readonly row: number
}

/**
 * The files of a table as a manifest has them: by relative path, as Python sorts. Each directory is sorted by itself, with
 * `/` behind the names of directories, so that no list of all paths is made.
 */
export function* filesInOrder(table: Pick<TreeTable, 'directories' | 'files'>): Generator<OrderedFile> {
  if (table.directories.length > 0) yield* filesBelow(table, directoriesBelow(table), 0, '')
}

interface Below {
  readonly number: number
  /** With a `/` behind it. */
  readonly name: string
}

function* filesBelow(
  table: Pick<TreeTable, 'directories' | 'files'>,
  below: ReadonlyMap<number, readonly Below[]>,
  directory: number,
  prefix: string,
): Generator<OrderedFile> {
  const first = table.directories.firstFile[directory]!
  const files = textsIn(table.files.names, first, first + table.directories.fileCount[directory]!)
  const directories = below.get(directory) ?? []
  const names = [...files, ...directories.map(({ name }) => name)]
  for (const i of sortedPlaces(names)) {
    if (i < files.length) yield { relpath: prefix + names[i]!, row: first + i }
    else yield* filesBelow(table, below, directories[i - files.length]!.number, prefix + names[i]!)
  }
}

function directoriesBelow({ directories }: Pick<TreeTable, 'directories'>): Map<number, Below[]> {
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

/** Surrogates sort otherwise by units than by code points; without them JavaScript's own, much faster order is right. */
function sortedPlaces(names: readonly string[]): Iterable<number> {
  const needsCodePoints = names.some((name) => /[\ud800-\udfff]/.test(name))
  const compare = needsCodePoints ? compareCodePoints : (a: string, b: string) => (a < b ? -1 : 1)
  return Uint32Array.from(names.keys()).sort((a, b) => compare(names[a]!, names[b]!))
}
