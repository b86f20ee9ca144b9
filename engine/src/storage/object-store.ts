import type { AbsolutePath } from '../foundation/base/index.ts'
import type { StorageCall } from './progress.ts'

/** MD5 of an object's bytes in 32 lower-case hex digits; a directory's manifest has `.dir` behind it. */
export type ContentHash = string

/** Size and first bytes say nothing about an object; only its name does. This is the name of an object of no bytes. */
export const emptyHash: ContentHash = 'd41d8cd98f00b204e9800998ecf8427e'

export function isDirectoryHash(hash: ContentHash): boolean {
  return hash.endsWith('.dir')
}

export function isContentHash(text: string): text is ContentHash {
  return /^[0-9a-f]{32}(?:\.dir)?$/.test(text)
}

/**
 * Bytes by their hash: the cache, or one area of a remote. Inserting the same hash twice is harmless, an object appears
 * under its name only when it is complete, and nothing is ever changed in place.
 */
export interface ObjectStore {
  /** Where it is, for people: a directory or a URL. */
  readonly name: string
  /** Whether the object is there and intact as far as the store can tell cheaply. A corrupt one is removed and missing. */
  has(hash: ContentHash): Promise<boolean>
  /** Those of `hashes` that `has` denies, in the order asked. */
  missing(hashes: readonly ContentHash[], call?: StorageCall): Promise<ContentHash[]>
  /** How many bytes each of `hashes` has, in the order asked; undefined for one that is not there. */
  sizes(hashes: readonly ContentHash[], call?: StorageCall): Promise<readonly (number | undefined)[]>
  /** The whole object, or undefined if it is missing. For manifests and other small things. */
  read(hash: ContentHash): Promise<Uint8Array | undefined>
  insertBytes(bytes: Uint8Array, hash: ContentHash): Promise<void>
  /** Stores a copy of the file's bytes, which the caller knows to have this hash. A large one may tell how far it is. */
  insertFile(file: AbsolutePath, hash: ContentHash, options?: SendOptions): Promise<void>
  /** How many questions it is worth to have on their way at once; one where each keeps this machine busy. */
  readonly jobs: number
  /** Hands over the object's bytes in pieces that hold only during the call; false, without a piece, if it is missing. */
  stream(hash: ContentHash, take: (piece: Uint8Array) => void, options?: StreamOptions): Promise<boolean>
  /** Writes the object's bytes to a new file. Failure 'missing-data' if there is no such object. */
  copyTo(hash: ContentHash, file: AbsolutePath): Promise<void>
  /** All objects; in a store of this machine also leftovers of killed writes, under names no content can have. */
  list(): Promise<ContentHash[]>
  /** Takes an object away; nothing happens if it is missing. */
  remove(hash: ContentHash): Promise<void>
  /** Many at once, where that costs less than each by itself. */
  removeMany?(hashes: readonly ContentHash[]): Promise<void>
  /** The URL of an object, in a store that is reached by URL. */
  urlOf?(hash: ContentHash): string
}

export interface StreamOptions {
  /** From which byte on; nothing is handed over if there are not that many. */
  readonly start?: number
  readonly call?: StorageCall | undefined
}

export interface SendOptions {
  /** What the file has, where that is known: it is not asked for again. */
  readonly bytes?: number | undefined
  /** Told of bytes as they are read to be sent; of those that are sent again, too. */
  readonly whenRead?: (bytes: number) => void
  readonly call?: StorageCall | undefined
}

/** A store whose objects are files of this machine, so that they can be linked. */
export interface LocalStore extends ObjectStore {
  /** The directory that holds the `xx` directories. */
  readonly directory: AbsolutePath
  /** Whether the group may write, `cache.shared = group`. */
  readonly shared: boolean
  /** Where the object is, or would be. */
  pathOf(hash: ContentHash): AbsolutePath
}
