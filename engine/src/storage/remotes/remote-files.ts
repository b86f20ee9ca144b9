import type { StorageCall } from '../progress.ts'

/** One file of a remote. */
export interface RemoteFile {
  /** Its path below the remote's URL, with `/`. */
  readonly key: string
  readonly bytes: number
  /** What tells one state of it from another, as DVC records that of this scheme. */
  readonly etag?: string
  /** Which of its versions, where the remote keeps them. */
  readonly version?: string
}

/** A part of a file of this machine; from `start`, `bytes` long. */
export interface FilePart {
  readonly file: string
  readonly start: number
  readonly bytes: number
  /** Told of bytes as they are read to be sent; of those that are sent again, too. */
  readonly whenRead?: (bytes: number) => void
}

export interface WriteOptions {
  /** MD5 of the whole content in hex, where it is known: the remote refuses what arrives otherwise, if it can. */
  readonly md5?: string
  readonly call?: StorageCall
}

export interface ReadOptions {
  readonly version?: string
  /** From which byte on; nothing is handed over if there are not that many. */
  readonly start?: number
  readonly call?: StorageCall | undefined
}

/**
 * The files of one place that is reached by URL: what a scheme has to be able to do. All keys are relative to the remote's
 * URL; the empty key is what the URL itself means, if that is a file. What fails is a `Failure` that names the place without
 * its secrets.
 */
export interface RemoteFiles {
  /** Where it is, for people: never with a password. */
  readonly name: string
  /** How many requests it is worth to have on their way at once, at most. */
  readonly concurrency: number
  /** The name under which DVC records an `etag`; left out where it records the MD5 of the content instead. */
  readonly etagName?: 'etag' | 'checksum'
  /** Where the credentials come from, for people; never a part of them. Absent where there are none. */
  credentialSource?(): Promise<string>
  /** Undefined if there is no such file, or not this version of it. */
  stat(key: string, version?: string): Promise<RemoteFile | undefined>
  /** Every file whose key begins with `prefix`, a page at a time; absent where the protocol has no such question. */
  list?(prefix: string, call?: StorageCall): AsyncIterable<readonly RemoteFile[]>
  /** The same with their versions, of those that are there now; absent where there are none. */
  listVersions?(prefix: string, call?: StorageCall): AsyncIterable<readonly RemoteFile[]>
  /** Hands over the content in pieces that hold only during the call; undefined, without a piece, if there is no such file. */
  read(key: string, take: (piece: Uint8Array) => void, options?: ReadOptions): Promise<RemoteFile | undefined>
  /** Makes or replaces a file: until it is whole nobody sees anything of it. */
  write(key: string, content: Uint8Array | FilePart, options?: WriteOptions): Promise<RemoteFile>
  /** Takes files away; what is not there is no error. */
  remove(keys: readonly string[]): Promise<void>
  close(): void
}
