import * as fs from 'node:fs'
import { HashColumn } from './hash-column.ts'
import { explained, isLocalStore, listedObjects } from './local-store.ts'
import { type ContentHash, isDirectoryHash, type ObjectStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'

/** Objects of one store that nothing needs, manifests first, in columns. */
export interface UnusedObjects {
  readonly hashes: HashColumn
  /** Size of each; 0 where the store cannot tell. */
  readonly bytes: readonly number[]
}

/** What the store has and `isUsed` does not know. Manifests come first, so that none is ever left without its files. */
export async function findUnused(
  store: ObjectStore,
  isUsed: (hash: ContentHash) => boolean,
  call?: StorageCall,
): Promise<UnusedObjects> {
  const progress = new Progress(call, 'silent')
  const manifests = { hashes: new HashColumn(), bytes: [] as number[] }
  const files = { hashes: new HashColumn(), bytes: [] as number[] }
  let looked = 0
  const sizeOf = isLocalStore(store) ? (hash: ContentHash) => fileSize(store.pathOf(hash)) : () => 0
  for (const hash of isLocalStore(store) ? listedObjects(store) : await store.list()) {
    const bytes = isUsed(hash) ? undefined : explained(() => sizeOf(hash))
    if (bytes !== undefined) put(isDirectoryHash(hash) ? manifests : files, hash, bytes)
    if (++looked % 256 === 0) await progress.breathe()
  }
  for (let i = 0; i < files.hashes.length; i++) put(manifests, files.hashes.at(i), files.bytes[i]!)
  return manifests
}

function put(into: { readonly hashes: HashColumn; readonly bytes: number[] }, hash: ContentHash, bytes: number): void {
  into.hashes.add(hash)
  into.bytes.push(bytes)
}

/** Undefined for what is not there as a file; anything else in the place of an object is left alone. */
function fileSize(file: string): number | undefined {
  const stats = fs.lstatSync(file, { throwIfNoEntry: false })
  return stats && !stats.isDirectory() ? stats.size : undefined
}
