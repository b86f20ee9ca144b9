import { mapBounded } from '../foundation/base/index.ts'
import type { CheckedObjects } from './check-objects.ts'
import { contentDigest } from './md5/content-digest.ts'
import { type ContentHash, emptyHash, type ObjectStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { isLegacyStore } from './remotes/remote-store.ts'

/** Reads every one of the objects of a store that is reached by URL, and compares its bytes with its name. */
export async function checkStored(
  store: ObjectStore,
  hashes: readonly ContentHash[],
  call?: StorageCall,
): Promise<CheckedObjects> {
  const progress = new Progress(call, 'hash', { totalFiles: hashes.length })
  const legacy = isLegacyStore(store)
  let bytes = 0
  const found = await mapBounded(hashes, store.jobs, async (hash) => {
    const digest = contentDigest({ legacy })
    let own = 0
    const take = (piece: Uint8Array) => {
      digest.update(piece)
      own += piece.length
    }
    const isThere = await store.stream(hash, take, { call })
    bytes += own
    progress.add(1, own)
    await progress.breathe()
    return isThere ? (digest.digest() === hash.slice(0, emptyHash.length) ? 'right' : 'corrupt') : 'missing'
  })
  const those = (state: string) => hashes.filter((_, i) => found[i] === state)
  const missing = those('missing')
  return { checked: hashes.length - missing.length, bytes, corrupt: those('corrupt'), unreadable: [], missing }
}
