import * as fs from 'node:fs'
import { type FoundRows, type LookOrder, lookAtRows } from './look-at-rows.ts'
import type { Progress } from './progress.ts'
import { isLinkRow } from './same-row.ts'
import { isRacy } from './stat-match.ts'
import { threadsWorth } from './threads/share-out.ts'
import { sideBySide, startThreads } from './threads/threads.ts'
import { hashAt, type TreeTable, textsIn } from './tree-table.ts'

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
 * Compares a table with the machine: one `stat` for each directory and file, those of many files in several threads. A
 * directory whose mtime is the same has the same names in it, so it is not listed, which is a third of the work.
 */
export async function findChanges(
  table: TreeTable,
  isSettled: IsSettled | undefined,
  arePlainSettled: boolean,
  progress: Progress,
): Promise<TreeChanges> {
  const directories = await changedDirectories(table, progress)
  const asked = isSettled === undefined ? 'none' : arePlainSettled ? 'links' : 'all'
  const order: LookOrder = { table, skipped: directories, asked, taken: new Int32Array(new SharedArrayBuffer(4)) }
  const found = await sideBySide(
    startThreads(threadsWorth(table.files.length)),
    progress,
    () => lookAtRows(order, progress),
    (thread) => thread.run('look', order, progress),
  )
  return { directories, files: await needingAttention(table, found, isSettled, progress) }
}

async function changedDirectories(table: TreeTable, progress: Progress): Promise<Set<number>> {
  const changed = new Set<number>()
  const paths = textsIn(table.directories.paths, 0, table.directories.length)
  for (let d = 0; d < paths.length; d++) {
    if (!isSameDirectory(table, d, d === 0 ? table.root : `${table.root}/${paths[d]}`)) changed.add(d)
    if (d % rowsBetweenBreaths === 0) await progress.breathe()
  }
  return changed
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
const rowsBetweenBreaths = 256

async function needingAttention(
  table: TreeTable,
  found: readonly FoundRows[],
  isSettled: IsSettled | undefined,
  progress: Progress,
): Promise<Set<number>> {
  const rows = new Set<number>()
  const { files } = table
  for (const { changed, unchanged } of found) {
    for (const row of changed) rows.add(row)
    for (let i = 0; i < unchanged.length; i++) {
      const row = unchanged[i]!
      if (isSettled?.(hashAt(files, row), files.inode[row]!, isLinkRow(table, row)) === false) rows.add(row)
      if (i % rowsBetweenBreaths === 0) await progress.breathe()
    }
  }
  return rows
}
