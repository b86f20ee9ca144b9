import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, explainSystemError, Failure } from '../foundation/base/index.ts'
import { copyFile } from './copy-file.ts'
import { workspaceMode } from './link-type.ts'
import { temporaryName } from './temporary-name.ts'

export interface UnprotectOptions {
  /** The project shares its cache with a group, which then may write the file too. */
  readonly shared?: boolean
}

const groupMode = 0o664
const ownerMayRun = 0o100

/** Makes a file, or all files of a directory, the workspace's own: links to the cache become copies, all may be written. */
export function unprotect(target: AbsolutePath, { shared = false }: UnprotectOptions = {}): void {
  const mode = shared ? groupMode : workspaceMode()
  if (!fs.existsSync(target)) throw new Failure('file-missing', `can't unprotect non-existing data '${target}'`)
  try {
    if (fs.statSync(target).isDirectory()) unprotectDirectory(target, mode)
    else unprotectFile(target, mode)
  } catch (error) {
    throw explainSystemError(error)
  }
}

function unprotectDirectory(directory: string, mode: number): void {
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name)
    if (entry.isDirectory()) unprotectDirectory(file, mode)
    else if (fs.statSync(file, { throwIfNoEntry: false })?.isFile()) unprotectFile(file, mode)
  }
}

function unprotectFile(file: string, plainMode: number): void {
  const stats = fs.lstatSync(file)
  const mode = plainMode | (fs.statSync(file).mode & ownerMayRun)
  if (!stats.isSymbolicLink() && stats.nlink === 1) return fs.chmodSync(file, mode)
  const temporary = path.join(path.dirname(file), temporaryName())
  try {
    copyFile(file, temporary, mode)
    fs.renameSync(temporary, file)
  } finally {
    fs.rmSync(temporary, { force: true })
  }
}
