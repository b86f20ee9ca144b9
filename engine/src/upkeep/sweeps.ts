import { objectsFor } from '../data/index.ts'
import {
  type ContentHash,
  findUnused,
  HashTable,
  isLocalStore,
  legacyAreaOf,
  type ObjectStore,
  type UnusedObjects,
} from '../storage/index.ts'
import type { GarbageScope } from './garbage-scope.ts'
import { requireRemote } from './required-remote.ts'
import type { UpkeepCall, UpkeepContext } from './upkeep-context.ts'
import type { UsedObjects } from './used-objects.ts'

/** One store and what of it can go. */
export interface Sweep {
  readonly place: 'repo' | 'legacy' | 'remote'
  readonly store: ObjectStore
  readonly unused: UnusedObjects
  /** Whether what goes can be set aside first; a place that is reached by URL has no trash. */
  readonly hasTrash: boolean
  /** Where an object of the store is, for people. */
  pathOf(hash: ContentHash): string
}

export type SweepRequest = Pick<GarbageScope, 'cloud' | 'notInRemote'> & { readonly remote?: string }

/** What can go from the cache and, if they are meant, from the remotes. Changes nothing. */
export async function planSweeps(
  context: UpkeepContext,
  used: UsedObjects,
  request: SweepRequest,
  call: UpkeepCall,
): Promise<Sweep[]> {
  const remotes = request.cloud || request.notInRemote ? remotesOf(context, used, request.remote) : []
  const legacy = legacyAreaOf(context.cache)!
  const sweeps = [
    await sweep('repo', context.cache, await keptInCache(used, remotes, request, call), call),
    await sweep('legacy', legacy, await keptInCache(used, legacyOf(remotes), request, call), call),
  ]
  for (const { store, hashes } of request.cloud ? remotes : []) {
    for (const area of areasOf(store)) sweeps.push(await sweep('remote', area, hashes, call))
  }
  return sweeps
}

interface UsedRemote {
  readonly store: ObjectStore
  readonly hashes: readonly HashTable[]
}

async function sweep(
  place: Sweep['place'],
  store: ObjectStore,
  used: readonly HashTable[],
  call: UpkeepCall,
): Promise<Sweep> {
  const pathOf = (hash: ContentHash) => (isLocalStore(store) ? store.pathOf(hash) : (store.urlOf?.(hash) ?? hash))
  return { place, store, unused: await findUnused(store, used, call), hasTrash: isLocalStore(store), pathOf }
}

/** Everything that is used; of what is used only what the remotes lack, if that is asked for. */
async function keptInCache(
  used: UsedObjects,
  remotes: readonly UsedRemote[],
  { notInRemote }: SweepRequest,
  call: UpkeepCall,
): Promise<readonly HashTable[]> {
  if (!notInRemote) return used.tables
  const kept = new HashTable()
  for (const { store, hashes } of remotes) {
    const wanted = [...new Set(hashes.flatMap((set) => [...set]))]
    for (const hash of await store.missing(wanted, call)) kept.add(hash)
  }
  return [kept]
}

/** The remotes that used outputs belong to, the one that is meant last. */
function remotesOf(context: UpkeepContext, used: UsedObjects, name: string | undefined): UsedRemote[] {
  const main = objectsFor('gc -c', requireRemote(context, name), 'config')
  const others = [...used.ofRemotes.values()].map(({ remote, hashes }) => ({ store: remote.objects, hashes: [hashes] }))
  const own = others.find(({ store }) => store.name === main.name)?.hashes ?? []
  return [...others.filter(({ store }) => store.name !== main.name), { store: main, hashes: [used.ofDefault, ...own] }]
}

function areasOf(store: ObjectStore): ObjectStore[] {
  const legacy = legacyAreaOf(store)
  return legacy ? [store, legacy] : [store]
}

/** Where the remotes keep objects of the old kind. */
function legacyOf(remotes: readonly UsedRemote[]): UsedRemote[] {
  return remotes.map(({ store, hashes }) => ({ store: legacyAreaOf(store) ?? store, hashes }))
}
