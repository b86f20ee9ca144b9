import { Failure, mapBounded } from '../foundation/base/index.ts'
import type { FailedObject } from './failed-object.ts'
import { IncomingObject } from './incoming-object.ts'
import type { LocalObjects } from './local-objects.ts'
import { explained, isLocalStore, missingObject, objectsOf } from './local-store.ts'
import { Moving } from './moving.ts'
import type { ContentHash, LocalStore, ObjectStore } from './object-store.ts'
import { Progress, type StorageCall, stopIfAborted } from './progress.ts'

export interface CopiedEach {
  readonly failed: readonly FailedObject[]
  /** Those that the first store does not have. */
  readonly missing: readonly ContentHash[]
}

/** Brings objects one by one, many at once; one that fails does not stop the others. */
export async function copyEach(
  from: ObjectStore,
  to: ObjectStore,
  hashes: readonly ContentHash[],
  jobs: number,
  call: StorageCall | undefined,
): Promise<CopiedEach> {
  const { present, missing, sizes } = await lookFor(from, hashes, call)
  const totalBytes = sizes?.reduce((sum, bytes) => sum + bytes, 0)
  const totals = { totalFiles: present.length, ...(totalBytes === undefined ? {} : { totalBytes }) }
  const progress = new Progress(call, 'transfer', totals)
  const failed = await mapBounded(present, jobs, (hash, i) =>
    tryCopy(from, to, hash, new Moving(progress, sizes?.[i]), call),
  )
  progress.report()
  return { failed: failed.filter((one) => one !== undefined), missing }
}

async function tryCopy(
  from: ObjectStore,
  to: ObjectStore,
  hash: ContentHash,
  moving: Moving,
  call?: StorageCall,
): Promise<FailedObject | undefined> {
  stopIfAborted(call)
  try {
    await copyOne(from, to, hash, moving, call)
    await moving.finish()
    return undefined
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'interrupted') throw error
    return { hash, cause: error.message }
  }
}

async function copyOne(
  from: ObjectStore,
  to: ObjectStore,
  hash: ContentHash,
  moving: Moving,
  call?: StorageCall,
): Promise<void> {
  if (isLocalStore(from))
    return to.insertFile(from.pathOf(hash), hash, { whenRead: (bytes) => moving.add(bytes), call })
  if (isLocalStore(to)) return receive(from, to, hash, moving, call)
  const bytes = await from.read(hash)
  if (bytes) await to.insertBytes(bytes, hash)
}

async function receive(
  from: ObjectStore,
  to: LocalStore,
  hash: ContentHash,
  moving: Moving,
  call?: StorageCall,
): Promise<void> {
  const incoming = new IncomingObject(objectsOf(to), from.name, hash)
  const take = (piece: Uint8Array) => {
    incoming.take(piece)
    moving.add(piece.length)
  }
  try {
    if (!(await from.stream(hash, take, call))) throw missingObject(hash, from.name)
    explained(() => incoming.finish())
  } finally {
    incoming.abandon()
  }
}

interface Found {
  readonly present: readonly ContentHash[]
  readonly missing: readonly ContentHash[]
  /** Of those that are present, where that is known. */
  readonly sizes?: readonly number[]
}

async function lookFor(store: ObjectStore, hashes: readonly ContentHash[], call?: StorageCall): Promise<Found> {
  if (isLocalStore(store)) return lookHere(objectsOf(store), hashes, call)
  const missing = await store.missing(hashes, call)
  const absent = new Set(missing)
  return { present: hashes.filter((hash) => !absent.has(hash)), missing }
}

async function lookHere(objects: LocalObjects, hashes: readonly ContentHash[], call?: StorageCall): Promise<Found> {
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
