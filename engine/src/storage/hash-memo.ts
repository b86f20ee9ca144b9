import type { Stats } from 'node:fs'
import type { AbsolutePath } from '../foundation/base/index.ts'
import type { DirectoryManifest } from './directory-manifest.ts'
import type { FilesRead, FilesToRead } from './files-to-read.ts'
import type { ContentHash } from './object-store.ts'
import type { StorageCall } from './progress.ts'

/** How files that are not known are read. Without it they are only hashed. */
export interface Reading {
  /** Whether an unchanged file needs no attention; if it does, it is read like an unknown one. */
  isSettled(hash: ContentHash, inode: number, isSymlink: boolean): boolean
  /** Whether that is known of all files of a directory with this manifest that are no links and have one name only. */
  areSettled?(manifest: ContentHash): Promise<boolean>
  read(files: FilesToRead, call: StorageCall | undefined): Promise<FilesRead>
}

/** What a tracked path holds now. */
export type Observation = { readonly kind: 'missing' } | ObservedFile | ObservedDirectory

export interface ObservedFile {
  readonly kind: 'file'
  readonly hash: ContentHash
  readonly bytes: number
  readonly isExecutable: boolean
}

export interface ObservedDirectory {
  readonly kind: 'directory'
  /** Hash of the manifest, `….dir`. */
  readonly hash: ContentHash
  /** Sum of the files' sizes. */
  readonly bytes: number
  readonly files: number
  /** The files with their hashes; made when asked for. */
  manifest(): DirectoryManifest
  /** The bytes of the manifest, piece by piece. */
  rendered(): Iterable<Uint8Array>
}

export interface ObserveOptions {
  /** Leaves a file or directory out. The path is relative to the observed directory, with `/` between its parts. */
  readonly ignored?: (relativePath: string, isDirectory: boolean) => boolean
  /** Changes whenever `ignored` may answer differently, such as the text of its rules. */
  readonly ignoreKey?: string
  readonly reading?: Reading
}

/**
 * Hashes of the workspace's files, remembered by inode, size and times so that unchanged files are not read again.
 *
 * Links to files count as the files they point to, links to directories are passed over, empty directories are not
 * recorded, `.git`, `.hg` and `.dvc` are left out. Failures: 'ignore-file-inside' for a `.dvcignore` inside a directory, 'unsupported'
 * for names that are not UTF-8 and for pipes, sockets and devices, 'file-missing' for a link to nothing.
 */
export interface HashMemo {
  observe(path: AbsolutePath, options?: ObserveOptions, call?: StorageCall): Promise<Observation>
  /**
   * Says what was just written to `path`: the hash of a file, or the entries of a directory. The next `observe` believes
   * it for files that have not been touched after this call, instead of reading them.
   */
  noteWritten(path: AbsolutePath, content: ContentHash | DirectoryManifest): void
  /**
   * The hash of a file that is as it was when it was observed last, by the stat of its own name; undefined if that cannot
   * be told without reading it.
   */
  hashIfUnchanged(file: AbsolutePath, found: Stats): ContentHash | undefined
  /** Keeps what was learnt for the next process. Nothing is lost without it but time. */
  save(): void
}
