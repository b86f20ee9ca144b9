import * as fs from 'node:fs'
import { Failure, mapBounded, systemErrorCode } from '../foundation/base/index.ts'
import { explained, isLocalStore, objectsOf } from './local-store.ts'
import { isTemporaryObject } from './object-areas.ts'
import { type ContentHash, isDirectoryHash, type LocalStore, type ObjectStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { makeTrashRun } from './trash.ts'

/** Objects of one store that nothing needs, manifests first, in columns. */
export interface UnusedObjects {
  readonly hashes: readonly ContentHash[]
  /** Size of each; 0 where the store cannot tell. */
  readonly bytes: Float64Array
}

/** How unused objects go: aside, into a run of the trash of this name, or for good. */
export type Removal = { readonly kind: 'trash'; readonly run: string } | { readonly kind: 'delete' }

const remoteJobs = 16

/** What the store has and `isUsed` does not know. Manifests come first, so that none is ever left without its files. */
export async function findUnused(
  store: ObjectStore,
  isUsed: (hash: ContentHash) => boolean,
  call?: StorageCall,
): Promise<UnusedObjects> {
  const unused = (await store.list()).filter((hash) => !isUsed(hash))
  const ordered = [...unused.filter(isDirectoryHash), ...unused.filter((hash) => !isDirectoryHash(hash))]
  return isLocalStore(store)
    ? measured(store, ordered, call)
    : { hashes: ordered, bytes: new Float64Array(ordered.length) }
}

/** Sizes of what is there as a file; anything else in the place of an object is left alone. */
async function measured(store: LocalStore, hashes: readonly ContentHash[], call?: StorageCall): Promise<UnusedObjects> {
  const progress = new Progress(call, 'silent')
  const found: ContentHash[] = []
  const bytes: number[] = []
  for (let i = 0; i < hashes.length; i++) {
    const stats = fs.lstatSync(store.pathOf(hashes[i]!), { throwIfNoEntry: false })
    if (stats && !stats.isDirectory()) {
      found.push(hashes[i]!)
      bytes.push(stats.size)
    }
    if (i % 256 === 0) await progress.breathe()
  }
  return { hashes: found, bytes: Float64Array.from(bytes) }
}

/** Takes the objects away, in their order. What has gone meanwhile is no error. */
export async function removeUnused(
  store: ObjectStore,
  { hashes, bytes }: UnusedObjects,
  removal: Removal,
  call?: StorageCall,
): Promise<void> {
  const progress = new Progress(call, 'remove', { totalFiles: hashes.length })
  if (!isLocalStore(store)) {
    await removeOneByOne(store, hashes, progress)
    return
  }
  const remove = hashes.length > 0 ? explained(() => removerFor(store, removal)) : () => undefined
  for (let i = 0; i < hashes.length; i++) {
    explained(() => remove(hashes[i]!))
    progress.add(1, bytes[i]!)
    if (i % 256 === 0) await progress.breathe()
  }
  progress.report()
}

async function removeOneByOne(store: ObjectStore, hashes: readonly ContentHash[], progress: Progress): Promise<void> {
  const remove = async (hash: ContentHash) => {
    await store.remove(hash)
    progress.add(1, 0)
    await progress.breathe()
  }
  await mapBounded(hashes.filter(isDirectoryHash), remoteJobs, remove)
  await mapBounded(
    hashes.filter((hash) => !isDirectoryHash(hash)),
    remoteJobs,
    remove,
  )
}

function removerFor(store: LocalStore, removal: Removal): (hash: ContentHash) => void {
  if (removal.kind === 'delete') return (hash) => unlinkIfThere(store.pathOf(hash))
  const run = makeTrashRun(store, removal.run)
  return (hash) => {
    if (isTemporaryObject(hash)) unlinkIfThere(store.pathOf(hash))
    else moveIfThere(store.pathOf(hash), run.placeOf(hash), objectsOf(store).place.directory)
  }
}

function unlinkIfThere(file: string): void {
  try {
    fs.unlinkSync(file)
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error
  }
}

function moveIfThere(file: string, to: string, directory: string): void {
  try {
    fs.renameSync(file, to)
  } catch (error) {
    if (systemErrorCode(error) === 'EXDEV') throw elsewhere(directory, error)
    if (systemErrorCode(error) !== 'ENOENT') throw error
  }
}

function elsewhere(directory: string, cause: unknown): Failure {
  return new Failure('unsupported', `The objects in '${directory}' are on another file system than their trash.`, {
    hint: 'To remove them at once: --no-trash',
    cause,
  })
}
