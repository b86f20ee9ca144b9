import * as fs from 'node:fs'
import { explainSystemError, Failure, mapBounded, systemErrorCode } from '../foundation/base/index.ts'
import { LocalObjects } from './local-objects.ts'
import { explained, isLocalStore, objectsOf } from './local-store.ts'
import { isTemporaryObject } from './object-areas.ts'
import { type ContentHash, isDirectoryHash, type LocalStore, type ObjectStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { shareOut, threadsWorth } from './threads/share-out.ts'
import type { RemoveOrder } from './threads/thread-work.ts'
import { sideBySide, startThreads } from './threads/threads.ts'
import { trashInto } from './trash.ts'
import { unlessGone } from './unless-gone.ts'
import type { UnusedObjects } from './unused-objects.ts'

/** How unused objects go: aside, into a run of the trash of this name, or for good. */
export type Removal = { readonly kind: 'trash'; readonly run: string } | { readonly kind: 'delete' }

const remoteJobs = 16
const removedAtOnce = 1000

/** Takes the objects away, manifests first. What has gone meanwhile is no error. */
export async function removeUnused(
  store: ObjectStore,
  unused: UnusedObjects,
  removal: Removal,
  call?: StorageCall,
): Promise<void> {
  const progress = new Progress(call, 'remove', { totalFiles: unused.hashes.length })
  if (!isLocalStore(store)) await removeOneByOne(store, unused.hashes, progress)
  else if (removal.kind === 'delete') await deleteAll(store, unused, progress)
  else if (unused.hashes.length > 0) await setAside(store, unused, removal.run, progress)
}

async function removeOneByOne(store: ObjectStore, hashes: Iterable<ContentHash>, progress: Progress): Promise<void> {
  const remove = async (hash: ContentHash) => {
    await store.remove(hash)
    progress.add(1, 0)
    await progress.breathe()
  }
  const all = [...hashes]
  const manifests = all.filter(isDirectoryHash)
  for (const some of [manifests, all.slice(manifests.length)])
    if (store.removeMany) await removePortions(store, some, progress)
    else await mapBounded(some, remoteJobs, remove)
}

async function removePortions(store: ObjectStore, hashes: readonly ContentHash[], progress: Progress): Promise<void> {
  for (let i = 0; i < hashes.length; i += removedAtOnce) {
    const some = hashes.slice(i, i + removedAtOnce)
    await store.removeMany!(some)
    progress.add(some.length, 0)
    await progress.breathe()
  }
}

async function setAside(store: LocalStore, unused: UnusedObjects, run: string, progress: Progress): Promise<void> {
  const trash = explained(() => trashInto(store, run))
  const objects = objectsOf(store)
  for (let i = 0; i < unused.hashes.length; i++) {
    const hash = unused.hashes.at(i)
    explained(() => {
      if (isTemporaryObject(hash)) unlinkIfThere(objects.pathOf(hash))
      else onOneFileSystem(objects.place.directory, () => unlessGone(() => trash(hash)))
    })
    progress.add(1, unused.bytes[i]!)
    if (i % 256 === 0) await progress.breathe()
  }
  progress.report()
}

/** Names in different directories go side by side: alone the system takes twice as long. */
async function deleteAll(store: LocalStore, unused: UnusedObjects, progress: Progress): Promise<void> {
  const hashes = [...unused.hashes]
  const manifests = hashes.filter(isDirectoryHash).length
  const { place } = objectsOf(store)
  const order = (from: number, to: number) => ({
    place,
    hashes: hashes.slice(from, to),
    bytes: unused.bytes.slice(from, to),
  })
  await removeShare(order(0, manifests), progress)
  const threads = startThreads(threadsWorth(hashes.length - manifests))
  const shares = shareOut(new Float64Array(hashes.length - manifests), threads.length + 1)
  const [own, ...others] = shares.map(({ from, to }) => order(manifests + from, manifests + to))
  await sideBySide(
    threads,
    progress,
    () => removeShare(own!, progress),
    (thread, i) => thread.run('remove', others[i]!, progress),
  )
}

/** Does the share of a thread. */
export async function removeShare({ place, hashes, bytes }: RemoveOrder, progress: Progress): Promise<undefined> {
  const objects = new LocalObjects(place)
  try {
    for (let i = 0; i < hashes.length; i++) {
      unlinkIfThere(objects.pathOf(hashes[i]!))
      progress.add(1, bytes[i]!)
      if (i % 256 === 0) await progress.breathe()
    }
  } catch (error) {
    throw explainSystemError(error)
  }
  progress.report()
}

function unlinkIfThere(file: string): void {
  unlessGone(() => fs.unlinkSync(file))
}

function onOneFileSystem(directory: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    throw systemErrorCode(error) === 'EXDEV' ? elsewhere(directory, error) : error
  }
}

function elsewhere(directory: string, cause: unknown): Failure {
  return new Failure('unsupported', `The objects in '${directory}' are on another file system than their trash.`, {
    hint: 'To remove them at once: --no-trash',
    cause,
  })
}
