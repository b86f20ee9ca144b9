import { copyEach } from './copy-each.ts'
import { copyObjects } from './copy-objects.ts'
import type { FailedObject } from './failed-object.ts'
import { isLocalStore, objectsOf } from './local-store.ts'
import type { ContentHash, LocalStore, ObjectStore } from './object-store.ts'
import type { StorageCall } from './progress.ts'

/** What to bring: single objects, and directories by their manifests with the files in them. */
export interface TransferWish {
  readonly files: readonly ContentHash[]
  readonly directories: readonly { readonly hash: ContentHash; readonly files: readonly ContentHash[] }[]
  /** How many objects are on their way at once, where that helps. */
  readonly jobs?: number
}

export interface TransferOutcome {
  readonly transferred: readonly ContentHash[]
  /** With the manifests that were held back because of them. */
  readonly failed: readonly FailedObject[]
  /** Objects that neither side has. */
  readonly missing: readonly ContentHash[]
}

const defaultJobs = 16

/**
 * Brings to one store what it lacks of what the other has. A manifest follows only when all its files are there, so that
 * nobody finds a directory whose files are missing; the files of a manifest that is there already are looked at as well.
 * An object that fails does not stop the others, unless no other would fare better. Failure 'interrupted' if the caller
 * stops it.
 */
export async function transfer(
  from: ObjectStore,
  to: ObjectStore,
  wish: TransferWish,
  call?: StorageCall,
): Promise<TransferOutcome> {
  const jobs = wish.jobs ?? Math.max(from.jobs, to.jobs, defaultJobs)
  const files = [...new Set([...wish.files, ...wish.directories.flatMap((directory) => directory.files)])]
  const brought = await bring(from, to, await to.missing(files, call), jobs, call)
  const failed = new Set(brought.failed.map(({ hash }) => hash))
  const absent = new Set([...brought.missing, ...failed])
  const complete = wish.directories.filter((directory) => !directory.files.some((file) => absent.has(file)))
  const held = wish.directories.filter((directory) => directory.files.some((file) => failed.has(file)))
  const manifests = await bring(
    from,
    to,
    await to.missing([...new Set(complete.map(({ hash }) => hash))], call),
    jobs,
    call,
  )
  return {
    transferred: [...brought.transferred, ...manifests.transferred],
    failed: [...brought.failed, ...manifests.failed, ...held.map(heldBack)],
    missing: [...brought.missing, ...manifests.missing],
  }
}

function heldBack({ hash }: { readonly hash: ContentHash }): FailedObject {
  return { hash, cause: 'some of its files could not be transferred' }
}

async function bring(
  from: ObjectStore,
  to: ObjectStore,
  hashes: readonly ContentHash[],
  jobs: number,
  call?: StorageCall,
): Promise<TransferOutcome> {
  if (hashes.length === 0) return { transferred: [], failed: [], missing: [] }
  const isBulk = isPlainDirectory(from) && isPlainDirectory(to)
  const { failed, missing } = isBulk
    ? await copyObjects(objectsOf(from), objectsOf(to), hashes, call)
    : await copyEach(from, to, hashes, jobs, call)
  const others = new Set([...missing, ...failed.map(({ hash }) => hash)])
  return { transferred: others.size === 0 ? hashes : hashes.filter((hash) => !others.has(hash)), failed, missing }
}

/** Objects whose names are the hash of their bytes as they are, so that reading them tells whether they are right. */
function isPlainDirectory(store: ObjectStore): store is LocalStore {
  return isLocalStore(store) && !objectsOf(store).place.legacy
}
