import type { Stats } from 'node:fs'
import { isRacy, isSameFile } from './stat-match.ts'
import { fileFlags, type TreeTable } from './tree-table.ts'

/** Whether a row's file is as recorded. `stats` are those of the file, for a symbolic link of what it points to. */
export function isSameRow(table: TreeTable, row: number, stats: Stats, isSymlink: boolean): boolean {
  const { mtime, ctime, bytes, inode, flags } = table.files
  if (isRacy(mtime[row]!, table.observedAt) || isSymlink !== isLinkRow(table, row)) return false
  const hasManyNames = (flags[row]! & fileFlags.manyNames) !== 0
  return isSameFile(
    { mtime: mtime[row]!, ctime: ctime[row]!, bytes: bytes[row]!, inode: inode[row]!, hasManyNames },
    stats,
  )
}

/** Whether the file of a row was a symbolic link. */
export function isLinkRow({ files }: TreeTable, row: number): boolean {
  return (files.flags[row]! & fileFlags.symlink) !== 0
}
