import * as fs from 'node:fs'
import * as path from 'node:path'
import type { AbsolutePath } from '../foundation/base/index.ts'
import { explained } from './local-store.ts'
import { temporaryName } from './temporary-name.ts'

const sharedFileMode = 0o664

/** Makes a file, or every file in a directory, a plain one that can be written without touching the store. */
export function unprotect(target: AbsolutePath, options: { readonly shared?: boolean } = {}): void {
  explained(() => unprotectTree(target, options.shared ? sharedFileMode : 0o666 & ~process.umask()))
}

function unprotectTree(target: string, mode: number): void {
  const stats = fs.lstatSync(target)
  if (stats.isDirectory()) {
    for (const name of fs.readdirSync(target)) unprotectTree(path.join(target, name), mode)
    return
  }
  if (stats.isSymbolicLink() || stats.nlink > 1) replaceByCopy(target)
  const executable = fs.statSync(target).mode & 0o100
  fs.chmodSync(target, mode | executable)
}

function replaceByCopy(target: string): void {
  const temporary = path.join(path.dirname(target), temporaryName())
  fs.copyFileSync(target, temporary, fs.constants.COPYFILE_FICLONE)
  fs.renameSync(temporary, target)
}
