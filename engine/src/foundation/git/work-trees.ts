import * as path from 'node:path'
import { type AbsolutePath, absolutePath } from '../base/index.ts'
import type { FileSystem } from '../system/index.ts'
import type { GitPlaces } from './refs.ts'

/** The roots of all work trees of a clone, as far as they are there: that of the clone itself, and those of `git worktree add`. */
export function workTrees(
  files: Pick<FileSystem, 'list' | 'readText' | 'stat'>,
  { commonDirectory }: Pick<GitPlaces, 'commonDirectory'>,
): AbsolutePath[] {
  const folder = absolutePath(commonDirectory, 'worktrees')
  const added = (files.list(folder) ?? []).flatMap(({ name }) => {
    const link = files.readText(absolutePath(folder, `${name}/gitdir`))?.trim()
    return link ? [absolutePath(absolutePath(folder, name), `${link}/..`)] : []
  })
  const own = path.basename(commonDirectory) === '.git' ? [absolutePath(commonDirectory, '..')] : []
  return [...own, ...added].filter((root) => files.stat(root)?.kind === 'directory')
}
