import { type AbsolutePath, absolutePath } from '../base/index.ts'
import type { FileSystem } from '../system/index.ts'

/** Where a work tree keeps Git's files. */
export interface GitPlaces {
  readonly root: AbsolutePath
  /** `.git`, or the folder of this work tree inside the main repository's. */
  readonly gitDirectory: AbsolutePath
  /** The folder that all work trees of a clone share. */
  readonly commonDirectory: AbsolutePath
}

export interface Head {
  /** Short name of the checked-out branch; undefined when detached. */
  readonly branch: string | undefined
  /** Commit id; undefined before the first commit. */
  readonly commit: string | undefined
}

/** Finds the repository that `start` lies in, by looking upwards for `.git`; undefined if there is none. */
export function findGit(files: FileSystem, start: AbsolutePath): GitPlaces | undefined {
  for (let directory = start; ; directory = absolutePath(directory, '..')) {
    const gitDirectory = gitDirectoryIn(files, directory)
    if (gitDirectory) return { root: directory, gitDirectory, commonDirectory: commonDirectoryOf(files, gitDirectory) }
    if (directory === absolutePath(directory, '..')) return undefined
  }
}

/** What is checked out, read from Git's files without starting Git. */
export function readHead(files: FileSystem, places: GitPlaces): Head {
  const text = files.readText(absolutePath(places.gitDirectory, 'HEAD'))?.trim() ?? ''
  if (!text.startsWith('ref: ')) return { branch: undefined, commit: text || undefined }
  const ref = text.slice('ref: '.length)
  return { branch: ref.replace(/^refs\/heads\//, ''), commit: readRef(files, places, ref) }
}

/** The id that a full ref name such as `refs/heads/main` points to. */
export function readRef(files: FileSystem, places: GitPlaces, ref: string): string | undefined {
  const loose = files.readText(absolutePath(places.commonDirectory, ref))?.trim()
  if (loose) return loose
  const packed = files.readText(absolutePath(places.commonDirectory, 'packed-refs')) ?? ''
  const line = packed.split('\n').find((candidate) => candidate.endsWith(` ${ref}`) && !candidate.startsWith('#'))
  return line?.split(' ')[0]
}

function gitDirectoryIn(files: FileSystem, directory: AbsolutePath): AbsolutePath | undefined {
  const candidate = absolutePath(directory, '.git')
  const kind = files.stat(candidate)?.kind
  if (kind === 'directory') return candidate
  if (kind !== 'file') return undefined
  const pointer = files.readText(candidate)?.match(/^gitdir: (.*)$/m)?.[1]
  return pointer === undefined ? undefined : absolutePath(directory, pointer.trim())
}

function commonDirectoryOf(files: FileSystem, gitDirectory: AbsolutePath): AbsolutePath {
  const pointer = files.readText(absolutePath(gitDirectory, 'commondir'))?.trim()
  return pointer ? absolutePath(gitDirectory, pointer) : gitDirectory
}
