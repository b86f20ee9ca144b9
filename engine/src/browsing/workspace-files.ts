import { type AbsolutePath, absolutePath, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import type { PlainEntry, PlainFiles } from './plain-files.ts'

const executableBits = 0o111

/** The files of a work tree. A project inside of it is left out, as are links to directories below what is listed. */
export function workspaceFiles(files: FileSystem, root: AbsolutePath, ignore: IgnoreTree): PlainFiles {
  const look = (path: RepoPath): PlainEntry | undefined => {
    const place = absolutePath(root, path)
    const found = files.stat(place) ?? (files.lstat(place) ? brokenLink : undefined)
    if (!found || (path !== '' && ignore.isIgnored(path, found.kind === 'directory'))) return undefined
    const isDirectory = found.kind === 'directory'
    const isExecutable = !isDirectory && (found.mode & executableBits) !== 0
    return { name: path.slice(path.lastIndexOf('/') + 1), isDirectory, isExecutable, bytes: found.bytes }
  }
  const isProject = (path: RepoPath) => files.stat(absolutePath(root, `${path}/.dvc`))?.kind === 'directory'
  return {
    entryAt: async (path) => look(path),
    list: async (directory) =>
      (files.list(absolutePath(root, directory)) ?? []).flatMap(({ name }) => {
        const path = joinRepo(directory, name)
        const entry = look(path)
        return entry && !(entry.isDirectory && isProject(path)) ? [entry] : []
      }),
    copyTo: async (path, to) => files.copyFile(absolutePath(root, path), to),
  }
}

const brokenLink = { kind: 'symlink', mode: 0, bytes: 0 } as const
