import * as fs from 'node:fs'
import type { ListedFile } from './tree-listing.ts'
import { type TreeTable, textsIn } from './tree-table.ts'

/**
 * What is there now of some files of a directory, by their rows; undefined if one of them is no file any more, so that the
 * directory has to be listed. `path` ends with a `/`.
 */
export function lookAgain(
  { files }: TreeTable,
  path: string,
  rows: readonly number[],
): Map<number, ListedFile> | undefined {
  const found = new Map<number, ListedFile>()
  for (const row of rows) {
    const name = textsIn(files.names, row, row + 1)[0]!
    const own = fs.lstatSync(path + name, { throwIfNoEntry: false })
    const isSymlink = own?.isSymbolicLink() === true
    const stats = isSymlink ? fs.statSync(path + name, { throwIfNoEntry: false }) : own
    if (!stats?.isFile()) return undefined
    found.set(row, { name, isSymlink, stats })
  }
  return found
}

/** Those of the rows that are from `first` on and before `end`. */
export function rowsWithin(rows: ReadonlySet<number>, first: number, end: number): number[] {
  if (rows.size < end - first) return [...rows].filter((row) => row >= first && row < end)
  return Array.from({ length: end - first }, (_, i) => first + i).filter((row) => rows.has(row))
}
