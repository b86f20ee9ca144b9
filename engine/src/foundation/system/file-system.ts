import type { AbsolutePath } from '../base/index.ts'

export type FileKind = 'file' | 'directory' | 'symlink' | 'other'

export interface FileStat {
  readonly kind: FileKind
  readonly bytes: number
  readonly mtimeMs: number
  /** Inode; 0 where the file system has none. */
  readonly inode: number
  readonly device: number
  readonly links: number
  /** Permission bits, such as 0o644. */
  readonly mode: number
}

/**
 * The files of one machine, or of a memory that behaves like one. Every call is synchronous: on a local disk that is
 * several times cheaper than promises, and one command has nothing else to do meanwhile.
 *
 * A path that does not exist gives `undefined` where a question is asked (`stat`, `readText`, …) and is no error where
 * something is taken away (`remove`). Every other trouble is thrown as the system's own error.
 */
export interface FileSystem {
  /** Follows symbolic links. */
  stat(file: AbsolutePath): FileStat | undefined
  /** Looks at a symbolic link itself. */
  lstat(file: AbsolutePath): FileStat | undefined
  readText(file: AbsolutePath): string | undefined
  readBytes(file: AbsolutePath): Uint8Array | undefined
  /** Names in a directory with their kinds, sorted by name; undefined if it is no directory. */
  list(directory: AbsolutePath): readonly DirectoryEntry[] | undefined
  /**
   * Replaces the file's content in one step: readers see the old or the new content, also after a crash. The directory
   * is made if needed; a symbolic link is written through; the mode of an existing file is kept.
   */
  writeAtomic(file: AbsolutePath, content: string | Uint8Array): void
  /** Writes at the end of a file, which is made if needed, with its directory. A crash may leave a part of it. */
  append(file: AbsolutePath, text: string): void
  /** Makes the file, with its directory, unless there is something already; says whether it did. Of two at once, one does. */
  writeNew(file: AbsolutePath, text: string): boolean
  /**
   * Makes a file with all its content in one step, unless there is something already; says whether it did. Of two at once, one
   * does, on network file systems too. Its directory must be there.
   */
  createWhole(file: AbsolutePath, text: string): boolean
  makeDirectory(directory: AbsolutePath): void
  /** Removes a file, a link or a whole directory. */
  remove(file: AbsolutePath): void
  /** Removes a directory if it is there and empty; says whether it did. */
  removeEmpty(directory: AbsolutePath): boolean
  rename(from: AbsolutePath, to: AbsolutePath): void
  copyFile(from: AbsolutePath, to: AbsolutePath): void
  link(existing: AbsolutePath, to: AbsolutePath): void
  symlink(target: string, to: AbsolutePath): void
  readLink(file: AbsolutePath): string | undefined
  setMode(file: AbsolutePath, mode: number): void
  /** The path with all symbolic links resolved; the path itself if it does not exist. */
  realPath(file: AbsolutePath): AbsolutePath
}

export interface DirectoryEntry {
  readonly name: string
  readonly kind: FileKind
}
