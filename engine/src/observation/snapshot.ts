import { type AbsolutePath, absolutePath, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { isWorthTelling } from './worth-telling.ts'

/** A text for each file of a work tree that is another one when the file is written. */
export type Snapshot = ReadonlyMap<RepoPath, string>

export interface SnapshotContext {
  readonly files: Pick<FileSystem, 'list' | 'lstat'>
  readonly root: AbsolutePath
  readonly dvcIgnore: Pick<IgnoreTree, 'isIgnored'>
}

/** All files below a directory, the root if left out, that are worth telling of. */
export function takeSnapshot(context: SnapshotContext, below: RepoPath = '' as RepoPath): Snapshot {
  const found = new Map<RepoPath, string>()
  for (const file of filesBelow(context, below)) {
    const stat = context.files.lstat(absolutePath(context.root, file))
    if (stat) found.set(file, `${stat.mtimeMs} ${stat.bytes} ${stat.inode} ${stat.mode}`)
  }
  return found
}

/** The files that are new or were written in between. */
export function writtenBetween(before: Snapshot, after: Snapshot): RepoPath[] {
  return [...after].flatMap(([file, stamp]) => (before.get(file) === stamp ? [] : [file]))
}

/** Files below a directory that are worth telling of; symbolic links are not followed. */
export function* filesBelow(context: SnapshotContext, directory: RepoPath): Generator<RepoPath> {
  for (const { name, kind } of context.files.list(absolutePath(context.root, directory)) ?? []) {
    const path = joinRepo(directory, name)
    const isDirectory = kind === 'directory'
    if (!isWorthTelling(path) || context.dvcIgnore.isIgnored(path, isDirectory)) continue
    if (isDirectory) yield* filesBelow(context, path)
    else if (kind !== 'other') yield path
  }
}
