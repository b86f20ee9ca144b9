import * as fs from 'node:fs'
import * as path from 'node:path'
import { HashColumn } from './hash-column.ts'
import { HashTable } from './hash-table.ts'
import { aboutHowMany, listShare } from './listed-objects.ts'
import type { LocalObjectsPlace } from './local-objects.ts'
import { explained, isLocalStore, objectPrefixes, objectsOf } from './local-store.ts'
import { type ContentHash, isDirectoryHash, type LocalStore, type ObjectStore } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { shareOut, threadsWorth } from './threads/share-out.ts'
import type { FindUnusedOrder, PackedUnused } from './threads/thread-work.ts'
import { sideBySide, startThreads } from './threads/threads.ts'

const lookedAtBetweenBreaths = 1024

/** Objects of one store that nothing needs, manifests first, in columns. */
export interface UnusedObjects {
  readonly hashes: HashColumn
  /** Size of each; 0 where the store cannot tell. */
  readonly bytes: readonly number[]
}

/** What the store has and no table knows. Manifests come first, so that none is ever left without its files. */
export async function findUnused(
  store: ObjectStore,
  used: readonly HashTable[],
  call?: StorageCall,
): Promise<UnusedObjects> {
  const progress = new Progress(call, 'silent')
  if (isLocalStore(store)) return manifestsFirst(await findInShares(objectsOf(store).place, used, progress))
  const unused = (await store.list()).filter((hash) => !used.some((table) => table.has(hash)))
  return manifestsFirst([{ hashes: HashColumn.of(unused), bytes: unused.map(() => 0) }])
}

/** The system needs as long for a name as we do, so listing and looking gains from a second hand. */
async function findInShares(
  place: LocalObjectsPlace,
  used: readonly HashTable[],
  progress: Progress,
): Promise<UnusedObjects[]> {
  const prefixes = explained(() => objectPrefixes(place.directory))
  const order = (from: number, to: number) => ({
    place,
    prefixes: prefixes.slice(from, to),
    used: used.map((table) => table.shared),
  })
  const threads = startThreads(threadsWorth(aboutHowMany(place, prefixes)))
  const shares = shareOut(new Float64Array(prefixes.length), threads.length + 1)
  const [own, ...others] = shares.map(({ from, to }) => order(from, to))
  const found = await sideBySide(
    threads,
    progress,
    () => findUnusedShare(own!, progress),
    (thread, i) => thread.run('find-unused', others[i]!, progress),
  )
  return found.map(({ hashes, bytes }) => ({ hashes: HashColumn.ofPacked(hashes), bytes }))
}

/** Does the share of a thread. */
export async function findUnusedShare(order: FindUnusedOrder, progress: Progress): Promise<PackedUnused> {
  const tables = order.used.map((shared) => HashTable.ofShared(shared))
  const listed = await listShare(order, progress)
  const isUsed = (index: number) => tables.some((table) => table.getAt(listed, index) !== undefined)
  const { hashes, bytes } = await unusedAmong(order.place, listed, isUsed, progress)
  return { hashes: hashes.packed, bytes }
}

/** Of what was listed in a store, the files that are not used. */
export function unusedObjects(
  store: LocalStore,
  listed: HashColumn,
  isUsed: (index: number) => boolean,
  call?: StorageCall,
): Promise<UnusedObjects> {
  return unusedAmong(objectsOf(store).place, listed, isUsed, new Progress(call, 'silent'))
}

async function unusedAmong(
  { directory }: LocalObjectsPlace,
  listed: HashColumn,
  isUsed: (index: number) => boolean,
  progress: Progress,
): Promise<UnusedObjects> {
  const hashes = new HashColumn()
  const bytes: number[] = []
  for (let i = 0; i < listed.length; i++) {
    if (i % lookedAtBetweenBreaths === 0) await progress.breathe()
    const size = isUsed(i) ? undefined : explained(() => fileSize(directory, listed.at(i)))
    if (size === undefined) continue
    hashes.addFrom(listed, i)
    bytes.push(size)
  }
  return { hashes, bytes }
}

function manifestsFirst(found: readonly UnusedObjects[]): UnusedObjects {
  const hashes = new HashColumn()
  const bytes: number[] = []
  for (const isWanted of [isDirectoryHash, (hash: ContentHash) => !isDirectoryHash(hash)])
    for (const part of found)
      for (let i = 0; i < part.hashes.length; i++) {
        if (!isWanted(part.hashes.at(i))) continue
        hashes.addFrom(part.hashes, i)
        bytes.push(part.bytes[i]!)
      }
  return { hashes, bytes }
}

/** Undefined for what is not there as a file; anything else in the place of an object is left alone. */
function fileSize(directory: string, hash: ContentHash): number | undefined {
  const stats = fs.lstatSync(path.join(directory, hash.slice(0, 2), hash.slice(2)), { throwIfNoEntry: false })
  return stats && !stats.isDirectory() ? stats.size : undefined
}
