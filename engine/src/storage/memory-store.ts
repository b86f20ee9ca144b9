import * as fs from 'node:fs'
import { missingObject } from './local-store.ts'
import { md5Hex } from './md5/md5-bytes.ts'
import { type ContentHash, emptyHash, type ObjectStore } from './object-store.ts'

/** Objects in memory: a remote for tests. Like every store it does not keep what is not what its name says. */
export function memoryStore(name = 'memory'): ObjectStore {
  const objects = new Map<ContentHash, Uint8Array>()
  const insert = (bytes: Uint8Array, hash: ContentHash) => {
    if (!objects.has(hash)) objects.set(hash, bytes)
  }
  const find = (hash: ContentHash) => {
    const bytes = objects.get(hash)
    if (bytes && md5Hex(bytes) !== hash.slice(0, emptyHash.length)) objects.delete(hash)
    return objects.get(hash)
  }
  return {
    name,
    jobs: 1,
    has: async (hash) => find(hash) !== undefined,
    missing: async (hashes) => hashes.filter((hash) => find(hash) === undefined),
    sizes: async (hashes) => hashes.map((hash) => find(hash)?.length),
    read: async (hash) => objects.get(hash),
    insertBytes: async (bytes, hash) => insert(Uint8Array.from(bytes), hash),
    insertFile: async (file, hash) => insert(fs.readFileSync(file), hash),
    stream: async (hash, take, { start = 0 } = {}) => {
      const bytes = objects.get(hash)
      if (bytes && bytes.length > start) take(bytes.subarray(start))
      return bytes !== undefined
    },
    copyTo: async (hash, file) => {
      const bytes = objects.get(hash)
      if (bytes === undefined) throw missingObject(hash, name)
      fs.writeFileSync(file, bytes, { flag: 'wx' })
    },
    list: async () => [...objects.keys()],
    remove: async (hash) => void objects.delete(hash),
  }
}
