import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, systemErrorCode } from '../foundation/base/index.ts'
import { copyFile, writeNew } from './copy-file.ts'
import { hashFile } from './md5/hash-file.ts'
import { hashFileLegacy } from './md5/legacy-md5.ts'
import { type ContentHash, emptyHash, isDirectoryHash } from './object-store.ts'
import { temporaryName } from './temporary-name.ts'

const objectMode = 0o444
const sharedDirectoryMode = 0o2775
const permissionBits = 0o7777
/** Syncing costs some milliseconds a file; from this size on, writing the bytes costs more than that. */
const syncedBytes = 32 << 20

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

  constructor(place: LocalObjectsPlace) {
    this.place = place
    this.#directory = place.directory
  }

  pathOf(hash: ContentHash): AbsolutePath {
    return `${this.#directory}${path.sep}${hash.slice(0, 2)}${path.sep}${hash.slice(2)}` as AbsolutePath
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
    const { hash: found } = this.place.legacy ? hashFileLegacy(file) : hashFile(file)
    return found === hash.slice(0, emptyHash.length)
  }

  write(bytes: Uint8Array, hash: ContentHash): void {
    const temporary = this.temporaryFor(hash)
    const sync = isDirectoryHash(hash) || bytes.length >= syncedBytes
    try {
      this.#inDirectory(temporary, () => writeNew(temporary, bytes, objectMode, sync))
    } catch (error) {
      fs.rmSync(temporary, { force: true })
      throw error
    }
    this.#giveName(temporary, hash)
  }

  /** A file to write bytes to whose hash is not known yet; `keep` makes it an object, `abandon` removes it. */
  begin(): UnfinishedObject {
    const random = Math.floor(Math.random() * 256)
      .toString(16)
      .padStart(2, '0')
    const temporary = this.temporaryFor(random)
    const descriptor = this.#create(temporary)
    return {
      write: (bytes) => writeAll(descriptor, bytes),
      keep: (hash, bytes) => {
        if (bytes >= syncedBytes) fs.fsyncSync(descriptor)
        fs.closeSync(descriptor)
        this.#giveName(temporary, hash)
      },
      abandon: () => {
        allowFailure(() => fs.closeSync(descriptor))
        fs.rmSync(temporary, { force: true })
      },
    }
  }

  /** Makes an object of the copy of a file: as a reflink where that works. */
  copyIn(file: string, hash: ContentHash): void {
    const temporary = this.temporaryFor(hash)
    try {
      this.#inDirectory(temporary, () => copyFile(file, temporary, objectMode))
      this.#syncIfWorthIt(temporary, hash)
    } catch (error) {
      fs.rmSync(temporary, { force: true })
      throw error
    }
    this.#giveName(temporary, hash)
  }

  /** Makes the file itself the object, under a second name. False if an object is there already. */
  linkIn(file: string, hash: ContentHash): boolean {
    const object = this.pathOf(hash)
    try {
      this.#inDirectory(object, () => fs.linkSync(file, object))
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

  /** Like `temporaryFor`, and its directory is there. */
  freshTemporary(hash: ContentHash): string {
    const temporary = this.temporaryFor(hash)
    this.makeDirectory(path.dirname(temporary))
    return temporary
  }

  discard(temporary: string): void {
    fs.rmSync(temporary, { force: true })
  }

  /** A fresh name in the object's directory, which may not be there yet. */
  temporaryFor(hash: ContentHash): string {
    return `${this.#directory}${path.sep}${hash.slice(0, 2)}${path.sep}${temporaryName()}`
  }

  /** Finishes a file that was written under a temporary name of ours. */
  adopt(temporary: string, hash: ContentHash): void {
    allowFailure(() => fs.chmodSync(temporary, objectMode))
    this.#syncIfWorthIt(temporary, hash)
    this.#giveName(temporary, hash)
  }

  /** Makes a directory of the store and those above it, open to the group if the store is shared. */
  makeDirectory(directory: string): void {
    const first = fs.mkdirSync(directory, { recursive: true })
    if (!this.place.shared || first === undefined) return
    for (let made = directory; made.length >= first.length; made = path.dirname(made)) {
      allowFailure(() => fs.chmodSync(made, sharedDirectoryMode))
    }
  }

  #create(temporary: string): number {
    const descriptor = this.#inDirectory(temporary, () => fs.openSync(temporary, 'wx', objectMode))
    allowFailure(() => fs.fchmodSync(descriptor, objectMode))
    return descriptor
  }

  /** Tries first, makes the directory only if it was missing: for all but 256 of the objects it is there. */
  #inDirectory<Result>(file: string, work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      const directory = path.dirname(file)
      if (systemErrorCode(error) !== 'ENOENT' || fs.existsSync(directory)) throw error
      this.makeDirectory(directory)
      return work()
    }
  }

  /** A manifest is the word that all its files are there; syncing its directory also keeps the names given before it. */
  #giveName(temporary: string, hash: ContentHash): void {
    const object = this.pathOf(hash)
    this.#inDirectory(object, () => fs.renameSync(temporary, object))
    if (isDirectoryHash(hash)) syncPath(path.dirname(object))
  }

  #syncIfWorthIt(temporary: string, hash: ContentHash): void {
    if (isDirectoryHash(hash) || fs.statSync(temporary).size >= syncedBytes) syncPath(temporary)
  }
}

export interface UnfinishedObject {
  write(bytes: Uint8Array): void
  keep(hash: ContentHash, bytes: number): void
  abandon(): void
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(descriptor, bytes, done, bytes.length - done, null)
}

function syncPath(file: string): void {
  if (process.platform === 'win32') return
  const descriptor = fs.openSync(file, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

/** For modes and the like, which not every file system has: DVC ignores such failures too. */
function allowFailure(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error
  }
}
