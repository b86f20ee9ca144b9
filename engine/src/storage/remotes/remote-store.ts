import * as fs from 'node:fs'
import { type ContentHash, emptyHash, type ObjectStore } from '../object-store.ts'
import { isThere, listedObjects, missingHere, type ObjectsPlace, sizesHere } from './objects-there.ts'
import type { FilePart, RemoteFiles } from './remote-files.ts'
import { readWhole, writeWhole } from './take-whole.ts'

const objectsFolder = 'files/md5'

export interface RemoteStoreOptions {
  /** Of DVC before 3.0: the objects are not below `files/md5`. */
  readonly isLegacy?: boolean
}

const opened = new WeakMap<ObjectStore, ObjectsPlace & { readonly isLegacy: boolean }>()

/** The files that a store made here consists of; undefined for any other. */
export function filesOf(store: ObjectStore): RemoteFiles | undefined {
  return opened.get(store)?.files
}

/** Where a store made here keeps its objects. */
export function placeOf(store: ObjectStore): ObjectsPlace {
  const place = opened.get(store)
  if (place === undefined) throw new Error('Only stores made by remoteStore have such a place.')
  return place
}

/** Whether a store made here has the objects of DVC before 3.0. */
export function isLegacyStore(store: ObjectStore): boolean {
  return opened.get(store)?.isLegacy === true
}

/** The objects of a remote that is reached by URL, in DVC's layout: `files/md5/<2>/<30>`. */
export function remoteStore(files: RemoteFiles, { isLegacy = false }: RemoteStoreOptions = {}): ObjectStore {
  const folder = isLegacy ? '' : `${objectsFolder}/`
  const keyOf = (hash: ContentHash) => `${folder}${hash.slice(0, 2)}/${hash.slice(2)}`
  const md5Of = (hash: ContentHash) => (isLegacy ? {} : { md5: hash.slice(0, emptyHash.length) })
  const stream: ObjectStore['stream'] = async (hash, take, options) =>
    (await files.read(keyOf(hash), take, options)) !== undefined
  const store: ObjectStore = {
    name: files.name,
    jobs: files.concurrency,
    has: async (hash) => isThere(await files.stat(keyOf(hash)), hash),
    missing: (hashes, call) => missingHere({ files, folder, keyOf }, hashes, call),
    sizes: (hashes, call) => sizesHere({ files, folder, keyOf }, hashes, call),
    read: (hash) => readWhole((take) => stream(hash, take)),
    insertBytes: async (bytes, hash) => void (await files.write(keyOf(hash), bytes, md5Of(hash))),
    insertFile: async (file, hash, { bytes, whenRead, call } = {}) =>
      void (await files.write(keyOf(hash), contentOf(file, whenRead, bytes), {
        ...md5Of(hash),
        ...(call && { call }),
      })),
    stream,
    copyTo: (hash, file) => writeWhole((take) => stream(hash, take), file, { hash, place: files.name }),
    list: () => listedObjects({ files, folder }),
    remove: (hash) => files.remove([keyOf(hash)]),
    removeMany: (hashes) => files.remove(hashes.map(keyOf)),
    urlOf: (hash) => `${files.name}/${keyOf(hash)}`,
  }
  opened.set(store, { files, folder, isLegacy })
  return store
}

/** The content of a file; who sends it reads it. */
export function contentOf(
  file: string,
  whenRead: FilePart['whenRead'],
  bytes: number = fs.statSync(file).size,
): FilePart {
  return { file, start: 0, bytes, ...(whenRead && { whenRead }) }
}
