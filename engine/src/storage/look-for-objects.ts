import type { LocalObjects } from './local-objects.ts'
import { explained, isLocalStore, objectsOf } from './local-store.ts'
import type { ContentHash, ObjectStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'

export interface FoundObjects {
  readonly present: readonly ContentHash[]
  readonly missing: readonly ContentHash[]
  /** Of those that are present, where that is known. */
  readonly sizes?: readonly number[]
}

/** Which of these objects a store has. */
export async function lookForObjects(
  store: ObjectStore,
  hashes: readonly ContentHash[],
  call?: StorageCall,
): Promise<FoundObjects> {
  if (isLocalStore(store)) return lookHere(objectsOf(store), hashes, call)
  const missing = await store.missing(hashes, call)
  const absent = new Set(missing)
  return { present: hashes.filter((hash) => !absent.has(hash)), missing }
}

async function lookHere(
  objects: LocalObjects,
  hashes: readonly ContentHash[],
  call?: StorageCall,
): Promise<FoundObjects> {
  const [present, missing, sizes]: [ContentHash[], ContentHash[], number[]] = [[], [], []]
  const progress = new Progress(call, 'silent')
  for (const hash of hashes) {
    const found = explained(() => objects.find(hash))
    if (found) sizes.push(found.size)
    ;(found ? present : missing).push(hash)
    await progress.breathe()
  }
  return { present, missing, sizes }
}
