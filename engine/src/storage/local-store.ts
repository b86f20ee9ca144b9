import * as fs from 'node:fs'
import * as path from 'node:path'
import {
  type AbsolutePath,
  absolutePath,
  explainSystemError,
  Failure,
  systemErrorCode,
} from '../foundation/base/index.ts'
import { knownManifest } from './known-manifests.ts'
import { LocalObjects } from './local-objects.ts'
import type { ContentHash, LocalStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { unlessGone } from './unless-gone.ts'

export interface LocalStoreOptions {
  /** `cache.shared = group`. */
  readonly shared?: boolean
  /** Objects of DVC before 3.0: hashed with line ends normalised, and not below `files/md5`. */
  readonly legacy?: boolean
}

/** The core that the room's own loops use; kept beside the store so that the store's face stays the same for all. */
const cores = new WeakMap<LocalStore, LocalObjects>()

/**
 * The objects below a directory of this machine: a cache, or a remote that is a directory. They lie in
 * `files/md5/<2>/<30>`, those of DVC before 3.0 in `<2>/<30>`. Nothing is made before the first object.
 */
export function localStore(root: AbsolutePath, { shared = false, legacy = false }: LocalStoreOptions = {}): LocalStore {
  const directory = legacy ? root : absolutePath(root, path.join('files', 'md5'))
  const objects = new LocalObjects({ directory, shared, legacy })
  const store: LocalStore = {
    name: root,
    jobs: 1,
    directory,
    shared,
    pathOf: (hash) => objects.pathOf(hash),
    has: async (hash) => explained(() => objects.find(hash) !== undefined),
    missing: (hashes, call) => findMissing(objects, hashes, call),
    sizes: (hashes, call) => sizesOf(objects, hashes, call),
    read: async (hash) => explained(() => readObject(objects, hash)),
    insertBytes: async (bytes, hash) => explained(() => objects.find(hash) ?? objects.write(bytes, hash)) as undefined,
    insertFile: async (file, hash) => explained(() => void (objects.find(hash) ?? objects.copyIn(file, hash))),
    stream: async (hash, take, { start = 0 } = {}) => explained(() => streamObject(objects, hash, take, start)),
    copyTo: async (hash, file) => explained(() => copyObject(objects, hash, file)),
    list: async () => explained(() => [...listedObjects(store)]),
    remove: async (hash) => explained(() => objects.remove(hash)),
  }
  cores.set(store, objects)
  return store
}

/** The synchronous core of a store made here. */
export function objectsOf(store: LocalStore): LocalObjects {
  const core = cores.get(store)
  if (core === undefined) throw new Error('Only stores made by localStore have files to work on.')
  return core
}

export function isLocalStore(store: object): store is LocalStore {
  return cores.has(store as LocalStore)
}

/** The failure of an object that something needs and the store does not have. */
export function missingObject(hash: ContentHash, store: string): Failure {
  return new Failure('missing-data', `"${hash}" is not in "${store}".`, {
    hint: 'To get it from a remote: sterna fetch',
  })
}

/** `work`, with the system's errors told for people. */
export function explained<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw explainSystemError(error)
  }
}

async function findMissing(
  objects: LocalObjects,
  hashes: readonly ContentHash[],
  call?: StorageCall,
): Promise<ContentHash[]> {
  const progress = new Progress(call, 'silent')
  const missing: ContentHash[] = []
  for (let i = 0; i < hashes.length; i++) {
    if (explained(() => objects.find(hashes[i]!)) === undefined) missing.push(hashes[i]!)
    if (i % 256 === 0) await progress.breathe()
  }
  return missing
}

async function sizesOf(
  objects: LocalObjects,
  hashes: readonly ContentHash[],
  call?: StorageCall,
): Promise<(number | undefined)[]> {
  const progress = new Progress(call, 'silent')
  const sizes: (number | undefined)[] = []
  for (const hash of hashes) {
    sizes.push(explained(() => objects.find(hash))?.size)
    await progress.breathe()
  }
  return sizes
}

function readObject(objects: LocalObjects, hash: ContentHash): Uint8Array | undefined {
  return unlessGone(() => fs.readFileSync(objects.pathOf(hash))) ?? knownManifest(hash)
}

const pieceBytes = 1 << 20

function streamObject(
  objects: LocalObjects,
  hash: ContentHash,
  take: (piece: Uint8Array) => void,
  start: number,
): boolean {
  if (!fs.existsSync(objects.pathOf(hash))) return false
  const descriptor = fs.openSync(objects.pathOf(hash), 'r')
  try {
    for (let read = -1, at = start; read !== 0; at += read) {
      const piece = Buffer.allocUnsafe(pieceBytes)
      read = fs.readSync(descriptor, piece, 0, pieceBytes, at)
      if (read > 0) take(piece.subarray(0, read))
    }
    return true
  } finally {
    fs.closeSync(descriptor)
  }
}

function copyObject(objects: LocalObjects, hash: ContentHash, file: AbsolutePath): void {
  const object = objects.pathOf(hash)
  if (!fs.existsSync(object)) throw missingObject(hash, object)
  fs.copyFileSync(object, file, fs.constants.COPYFILE_FICLONE | fs.constants.COPYFILE_EXCL)
}

/** Only what lies exactly two names deep, the first of two characters: the rest of a cache is something else. */
function* listedObjects({ directory }: LocalStore): Generator<ContentHash> {
  for (const prefix of objectPrefixes(directory))
    for (const name of namesIn(path.join(directory, prefix))) yield prefix + name
}

/** The first two digits of the objects that there may be. */
export function objectPrefixes(directory: string): string[] {
  return namesIn(directory).filter(({ length }) => length === 2)
}

export function namesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return []
    throw error
  }
}
