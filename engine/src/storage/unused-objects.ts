import * as fs from 'node:fs'
import { Failure, mapBounded, systemErrorCode } from '../foundation/base/index.ts'
import { HashColumn } from './hash-column.ts'
import { explained, isLocalStore, listedObjects, objectsOf } from './local-store.ts'
import { isTemporaryObject } from './object-areas.ts'
import { type ContentHash, isDirectoryHash, type LocalStore, type ObjectStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { trashInto } from './trash.ts'

/** Objects of one store that nothing needs, manifests first, in columns. */
export interface UnusedObjects {
  readonly hashes: HashColumn
  /** Size of each; 0 where the store cannot tell. */
  readonly bytes: readonly number[]
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
    explained(() => remove(hashes.at(i)))
    progress.add(1, bytes[i]!)
    if (i % 256 === 0) await progress.breathe()
  }
  progress.report()
}

async function removeOneByOne(store: ObjectStore, hashes: Iterable<ContentHash>, progress: Progress): Promise<void> {
  const remove = async (hash: ContentHash) => {
    await store.remove(hash)
    progress.add(1, 0)
    await progress.breathe()
  }
  const all = [...hashes]
  const manifests = all.filter(isDirectoryHash)
  await mapBounded(manifests, remoteJobs, remove)
  await mapBounded(all.slice(manifests.length), remoteJobs, remove)
}

function removerFor(store: LocalStore, removal: Removal): (hash: ContentHash) => void {
  if (removal.kind === 'delete') return (hash) => unlinkIfThere(store.pathOf(hash))
  const trash = trashInto(store, removal.run)
  return (hash) => {
    if (isTemporaryObject(hash)) unlinkIfThere(store.pathOf(hash))
    else unlessMissing(() => trash(hash), objectsOf(store).place.directory)
  }
}

function unlinkIfThere(file: string): void {
  unlessMissing(() => fs.unlinkSync(file), file)
}

function unlessMissing(remove: () => void, directory: string): void {
  try {
    remove()
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
