import type { AbsolutePath, RepoPath } from '../foundation/base/index.ts'

/** A file or directory that lies in the work tree or that Git has in a commit. */
export interface PlainEntry {
  readonly name: string
  readonly isDirectory: boolean
  readonly isExecutable: boolean
  /** Of a directory the bytes of its own record, as the system or Git keeps it. */
  readonly bytes: number
}

/** The files of one state of a repository, without those that are only data. Ignored ones are left out. */
export interface PlainFiles {
  entryAt(path: RepoPath): Promise<PlainEntry | undefined>
  /** Empty if there is no such directory. */
  list(directory: RepoPath): Promise<readonly PlainEntry[]>
  /** Writes a file's bytes to a new place. */
  copyTo(path: RepoPath, to: AbsolutePath): Promise<void>
}
