import * as fs from 'node:fs'
import type { Progress } from './progress.ts'
import { isRacy, isSameFile } from './stat-match.ts'
import { fileFlags, hashAt, type TreeTable, textsIn } from './tree-table.ts'

/** What of a table does not hold any more, or is not sure to. */
export interface TreeChanges {
  /** Directories to be listed again, by number. Their files have not been looked at. */
  readonly directories: ReadonlySet<number>
  /** Files to be read again, by row. */
  readonly files: ReadonlySet<number>
}

/** Whether an unchanged file needs no attention for another reason either. */
export type IsSettled = (hash: string, inode: number, isSymlink: boolean) => boolean

/**
 * Compares a table with the machine: one `stat` for each directory and file. A directory whose mtime is the same has the
 * same names in it, so it is not listed, which is a third of the work.
 */
export async function findChanges(
  table: TreeTable,
  isSettled: IsSettled | undefined,
  arePlainSettled: boolean,
  progress: Progress,
): Promise<TreeChanges> {
  const directories = new Set<number>()
  const files = new Set<number>()
  const paths = textsIn(table.directories.paths, 0, table.directories.length)
  for (let d = 0; d < paths.length; d++) {
    const path = d === 0 ? table.root : `${table.root}/${paths[d]}`
    if (!isSameDirectory(table, d, path)) directories.add(d)
    else await checkFiles({ table, isSettled, arePlainSettled, progress }, d, path, files)
  }
  return { directories, files }
}

/** Whether a row's file is as recorded. `stats` are those of the file, for a symbolic link of what it points to. */
export function isSameRow(table: TreeTable, row: number, stats: fs.Stats, isSymlink: boolean): boolean {
  const { mtime, ctime, bytes, inode, flags } = table.files
  if (isRacy(mtime[row]!, table.observedAt) || isSymlink !== ((flags[row]! & fileFlags.symlink) !== 0)) return false
  const hasManyNames = (flags[row]! & fileFlags.manyNames) !== 0
  return isSameFile(
    { mtime: mtime[row]!, ctime: ctime[row]!, bytes: bytes[row]!, inode: inode[row]!, hasManyNames },
    stats,
  )
}

function isSameDirectory({ directories, observedAt }: TreeTable, d: number, path: string): boolean {
  const mtime = directories.mtime[d]!
  const stats = d === 0 ? fs.statSync(path, noThrow) : fs.lstatSync(path, noThrow)
  return (
    stats?.isDirectory() === true &&
    stats.mtimeMs === mtime &&
    stats.ino === directories.inode[d] &&
    !isRacy(mtime, observedAt)
  )
}

const noThrow = { throwIfNoEntry: false } as const
const filesBetweenBreaths = 256

interface Checking {
  readonly table: TreeTable
  readonly isSettled: IsSettled | undefined
  readonly arePlainSettled: boolean
  readonly progress: Progress
}

async function checkFiles(checking: Checking, d: number, path: string, changed: Set<number>) {
  const { table, progress } = checking
  const first = table.directories.firstFile[d]!
  const end = first + table.directories.fileCount[d]!
  const names = textsIn(table.files.names, first, end)
  for (let row = first; row < end; row++) {
    if (row % filesBetweenBreaths === 0) await progress.breathe()
    const isSymlink = (table.files.flags[row]! & fileFlags.symlink) !== 0
    const file = `${path}/${names[row - first]}`
    const stats = isSymlink ? fs.statSync(file, noThrow) : fs.lstatSync(file, noThrow)
    const isSame = stats !== undefined && isSameRow(table, row, stats, isSymlink)
    if (!isSame || !isSettledRow(checking, row, isSymlink)) changed.add(row)
  }
}

function isSettledRow({ table: { files }, isSettled, arePlainSettled }: Checking, row: number, isSymlink: boolean) {
  if (arePlainSettled && files.flags[row] === 0) return true
  return isSettled?.(hashAt(files, row), files.inode[row]!, isSymlink) !== false
}
