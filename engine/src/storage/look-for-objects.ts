import type { ContentHash, ObjectStore } from './object-store.ts'
import type { StorageCall } from './progress.ts'

export interface FoundObjects {
  readonly present: readonly ContentHash[]
  readonly missing: readonly ContentHash[]
  /** Of those that are present. */
  readonly sizes: readonly number[]
}

/** Which of these objects a store has. */
export async function lookForObjects(
  store: ObjectStore,
  hashes: readonly ContentHash[],
  call?: StorageCall,
): Promise<FoundObjects> {
  const sizes = await store.sizes(hashes, call)
  return {
    present: hashes.filter((_, i) => sizes[i] !== undefined),
    missing: hashes.filter((_, i) => sizes[i] === undefined),
    sizes: sizes.filter((bytes) => bytes !== undefined),
  }
}
