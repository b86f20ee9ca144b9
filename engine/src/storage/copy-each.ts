import { explainSystemError, Failure, mapBounded } from '../foundation/base/index.ts'
import { type FailedObject, failedObject } from './failed-object.ts'
import { FailuresInARow } from './failures-in-a-row.ts'
import { isLocalStore } from './local-store.ts'
import { lookForObjects } from './look-for-objects.ts'
import { Moving } from './moving.ts'
import type { ContentHash, ObjectStore } from './object-store.ts'
import { Progress, type StorageCall, stopIfAborted } from './progress.ts'
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
  const totalBytes = sizes?.reduce((sum, bytes) => sum + bytes, 0)
  const totals = { totalFiles: present.length, ...(totalBytes === undefined ? {} : { totalBytes }) }
  const progress = new Progress(call, 'transfer', totals)
  const failures = new FailuresInARow()
  const failed = await mapBounded(present, jobs, (hash, i) =>
    tryCopy({ from, to, failures, moving: new Moving(progress, sizes?.[i]), call }, hash),
  )
  progress.report()
  return { failed: failed.filter((one) => one !== undefined), missing }
}

interface Copying {
  readonly from: ObjectStore
  readonly to: ObjectStore
  readonly failures: FailuresInARow
  readonly moving: Moving
  readonly call: StorageCall | undefined
}

async function tryCopy(copying: Copying, hash: ContentHash): Promise<FailedObject | undefined> {
  const { failures, moving, call } = copying
  stopIfAborted(call)
  try {
    await copyOne(copying, hash)
    failures.end()
    await moving.finish()
    return undefined
  } catch (error) {
    const explained = explainSystemError(error)
    if (!(explained instanceof Failure) || endsAll.has(explained.code)) throw explained
    failures.note(explained)
    return failedObject(hash, explained)
  }
}

const endsAll: ReadonlySet<Failure['code']> = new Set(['interrupted', 'disk-full'])

async function copyOne({ from, to, moving, call }: Copying, hash: ContentHash): Promise<void> {
  const whenMoved = (bytes: number) => moving.add(bytes)
  if (isLocalStore(from)) return to.insertFile(from.pathOf(hash), hash, { whenRead: whenMoved, call })
  if (isLocalStore(to)) return receiveObject({ from, to, whenMoved, call }, hash)
  const bytes = await from.read(hash)
  if (bytes) await to.insertBytes(bytes, hash)
}
