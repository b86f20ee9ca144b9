import * as path from 'node:path'
import type { RepoPath } from '../foundation/base/index.ts'

interface Rules {
  isIgnored(path: RepoPath, isDirectory: boolean): boolean
}

/** Whether a file or folder below a place counts: not what `.dvcignore` hides, nor the rules themselves. */
export function isShown(rules: Rules, file: RepoPath, isDirectory: boolean): boolean {
  return path.posix.basename(file) !== '.dvcignore' && !rules.isIgnored(file, isDirectory)
}
