import type { FailedObject } from './failed-object.ts'
import { isLocalStore } from './local-store.ts'
import { lookForObjects } from './look-for-objects.ts'
import { moveEach } from './move-each.ts'
import type { Moving } from './moving.ts'
import type { ContentHash, ObjectStore } from './object-store.ts'
import type { StorageCall } from './progress.ts'
import { receiveObject } from './receive-object.ts'

export interface CopiedEach {
  readonly failed: readonly FailedObject[]
  /** Those that the first store does not have. */
  readonly missing: readonly ContentHash[]
}

/** Brings objects one by one, many at once; one that fails does not stop the others, unless no other would fare better. */
export async function copyEach(
  from: ObjectStore,
  to: ObjectStore,
  hashes: readonly ContentHash[],
  jobs: number,
  call: StorageCall | undefined,
): Promise<CopiedEach> {
  const { present, missing, sizes } = await lookForObjects(from, hashes, call)
  const move = (hash: ContentHash, moving: Moving) => copyOne({ from, to, moving, call }, hash)
  return { failed: await moveEach({ items: present, sizes, jobs, call, nameOf: (hash) => hash, move }), missing }
}

interface Copying {
  readonly from: ObjectStore
  readonly to: ObjectStore
  readonly moving: Moving
  readonly call: StorageCall | undefined
}

async function copyOne({ from, to, moving, call }: Copying, hash: ContentHash): Promise<void> {
  const whenMoved = (bytes: number) => moving.add(bytes)
  if (isLocalStore(from))
    return to.insertFile(from.pathOf(hash), hash, { bytes: moving.bytes, whenRead: whenMoved, call })
  if (isLocalStore(to)) return receiveObject({ from, to, bytes: moving.bytes, whenMoved, call }, hash)
  const bytes = await from.read(hash)
  if (bytes) await to.insertBytes(bytes, hash)
}
