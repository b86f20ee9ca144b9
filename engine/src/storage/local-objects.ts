import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, allowFailure, systemErrorCode } from '../foundation/base/index.ts'
import { syncPath } from '../foundation/system/index.ts'
import { copyFile, writeNew, writePieces } from './copy-file.ts'
import { hashFile } from './md5/hash-file.ts'
import { hashFileLegacy } from './md5/legacy-md5.ts'
import { objectPath } from './object-path.ts'
import { type ContentHash, emptyHash, isDirectoryHash } from './object-store.ts'
import { StoreDirectories } from './store-directories.ts'
import { temporaryName } from './temporary-name.ts'
import { beginObject, syncedBytes, type UnfinishedObject } from './unfinished-object.ts'

const objectMode = 0o444
const permissionBits = 0o7777

/** Where objects are, in a form that can be sent to another thread. */
export interface LocalObjectsPlace {
  readonly directory: AbsolutePath
  /** Open to the group. */
  readonly shared: boolean
  /** Named by the hash of DVC before 3.0. */
  readonly legacy: boolean
}

/** The objects of a directory, one synchronous step at a time: what loops over many files are made of. */
export class LocalObjects {
  readonly place: LocalObjectsPlace
  readonly #directory: AbsolutePath
  readonly #directories: StoreDirectories

  constructor(place: LocalObjectsPlace) {
    this.place = place
    this.#directory = place.directory
    this.#directories = new StoreDirectories({ isShared: place.shared })
  }

  pathOf(hash: ContentHash): AbsolutePath {
    return objectPath(this.#directory, hash)
  }

  /**
   * The object's stat, or undefined if it is missing. Mode 0444 says that it was written whole and is believed, as DVC
   * does. Any other mode: it is hashed; if it is right it gets the mode, if not it is removed. An empty object is only
   * believed under the name of no bytes: others are what a power cut leaves.
   */
  find(hash: ContentHash): fs.Stats | undefined {
    const file = this.pathOf(hash)
    const stats = fs.statSync(file, { throwIfNoEntry: false })
    if (stats === undefined || (stats.size > 0 && (stats.mode & permissionBits) === objectMode)) return stats
    const isRight = stats.size === 0 ? hash === emptyHash : this.isRight(file, hash)
    if (isRight) allowFailure(() => fs.chmodSync(file, objectMode))
    else fs.rmSync(file, { force: true })
    return isRight ? stats : undefined
  }

  /** Whether the file's bytes have this hash. */
  isRight(file: string, hash: ContentHash): boolean {
    return this.hashOf(file) === hash.slice(0, emptyHash.length)
  }

  /** What an object of the file's bytes is called. */
  hashOf(file: string): ContentHash {
    return (this.place.legacy ? hashFileLegacy(file) : hashFile(file)).hash
  }

  write(bytes: Uint8Array, hash: ContentHash): void {
    const sync = isDirectoryHash(hash) || bytes.length >= syncedBytes
    this.#make(hash, (temporary) => writeNew(temporary, bytes, objectMode, sync))
  }

  /** For what is too much to have in memory as a whole; always synced. */
  writePieces(pieces: Iterable<Uint8Array>, hash: ContentHash): void {
    this.#make(hash, (temporary) => writePieces(temporary, pieces, objectMode, true))
  }

  /** A file to write bytes to whose hash is not known yet; `keep` makes it an object, `abandon` removes it. */
  begin(): UnfinishedObject {
    const anyOfThem = Math.floor(Math.random() * 256)
    const temporary = this.#temporaryFor(anyOfThem.toString(16).padStart(2, '0'))
    return this.#directories.within(temporary, () =>
      beginObject(temporary, objectMode, (hash) => this.#giveName(temporary, hash)),
    )
  }

  /**
   * Makes an object of the copy of a file: as a reflink where that works. Says whether it did: a copy that is not right
   * never becomes an object.
   */
  copyIn(file: string, hash: ContentHash, isRight: (copy: string) => boolean = () => true): boolean {
    const temporary = this.#temporaryFor(hash)
    try {
      this.#directories.within(temporary, () => copyFile(file, temporary, objectMode))
      if (!isRight(temporary)) return false
      this.#syncIfWorthIt(temporary, hash)
      this.#giveName(temporary, hash)
      return true
    } finally {
      fs.rmSync(temporary, { force: true })
    }
  }

  /** Makes the file itself the object, under a second name. False if an object is there already. */
  linkIn(file: string, hash: ContentHash): boolean {
    const object = this.pathOf(hash)
    try {
      this.#directories.within(object, () => fs.linkSync(file, object))
    } catch (error) {
      if (systemErrorCode(error) === 'EEXIST') return false
      throw error
    }
    allowFailure(() => fs.chmodSync(object, objectMode))
    return true
  }

  remove(hash: ContentHash): void {
    fs.rmSync(this.pathOf(hash), { force: true })
  }

  /** A fresh name in the object's directory, which is there. */
  freshTemporary(hash: ContentHash): string {
    const temporary = this.#temporaryFor(hash)
    this.#directories.make(path.dirname(temporary))
    return temporary
  }

  /** A fresh name for a file to try links with, beside the directories of objects, which so stay as they are. */
  freshProbe(): string {
    this.#directories.make(this.#directory)
    return `${this.#directory}${path.sep}${temporaryName()}`
  }

  discard(temporary: string): void {
    fs.rmSync(temporary, { force: true })
  }

  /** Finishes a file that was written under a temporary name of ours. */
  adopt(temporary: string, hash: ContentHash): void {
    allowFailure(() => fs.chmodSync(temporary, objectMode))
    this.#syncIfWorthIt(temporary, hash)
    this.#giveName(temporary, hash)
  }

  /** The object of this hash, from a file that `fill` makes. */
  #make(hash: ContentHash, fill: (temporary: string) => void): void {
    const temporary = this.#temporaryFor(hash)
    try {
      this.#directories.within(temporary, () => fill(temporary))
    } catch (error) {
      fs.rmSync(temporary, { force: true })
      throw error
    }
    this.#giveName(temporary, hash)
  }

  /** A fresh name in the object's directory, which may not be there yet. */
  #temporaryFor(hash: ContentHash): string {
    return `${this.#directory}${path.sep}${hash.slice(0, 2)}${path.sep}${temporaryName()}`
  }

  /** A manifest is the word that all its files are there; syncing its directory also keeps the names given before it. */
  #giveName(temporary: string, hash: ContentHash): void {
    const object = this.pathOf(hash)
    this.#directories.within(object, () => fs.renameSync(temporary, object))
    if (isDirectoryHash(hash)) syncPath(path.dirname(object))
  }

  #syncIfWorthIt(temporary: string, hash: ContentHash): void {
    if (isDirectoryHash(hash) || fs.statSync(temporary).size >= syncedBytes) syncPath(temporary)
  }
}
