import * as path from 'node:path'
import { type AbsolutePath, absolutePath, systemErrorCode } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

/**
 * Gives a file or directory another place. To another device it is copied, out of sight in `scratch`, which is on the
 * device of the new place; only when everything is there the old one goes.
 */
export function moveTree(files: FileSystem, from: AbsolutePath, to: AbsolutePath, scratch: string): void {
  try {
    files.rename(from, to)
  } catch (error) {
    if (systemErrorCode(error) !== 'EXDEV') throw error
    const copy = absolutePath(scratch, `.${path.basename(to)}.moving.tmp`)
    files.remove(copy)
    copyTree(files, from, copy)
    files.rename(copy, to)
    files.remove(from)
  }
}

function copyTree(files: FileSystem, from: AbsolutePath, to: AbsolutePath): void {
  const kind = files.lstat(from)?.kind
  if (kind === 'symlink') return files.symlink(files.readLink(from)!, to)
  if (kind !== 'directory') return files.copyFile(from, to)
  files.makeDirectory(to)
  for (const { name } of files.list(from) ?? []) copyTree(files, absolutePath(from, name), absolutePath(to, name))
}
