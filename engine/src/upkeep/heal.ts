import { observePath } from '../data/index.ts'
import { absolutePath, type RepoPath } from '../foundation/base/index.ts'
import {
  type ContentHash,
  checkObjects,
  insertMatching,
  isDirectoryHash,
  type LocalStore,
  type ObjectStore,
  quarantine,
  renderManifest,
  restoreTrash,
  transfer,
} from '../storage/index.ts'
import type { ExpectedPlace } from './expected-objects.ts'
import type { UpkeepCall, UpkeepContext } from './upkeep-context.ts'

/** Where the right bytes of an object were found. */
export type HealSource = 'trash' | 'work tree' | 'cache' | 'remote'

export interface Healing {
  readonly store: LocalStore
  /** Objects that are not there, or not any more. */
  readonly broken: readonly ContentHash[]
  /** Where in the work tree they belong. */
  readonly places: readonly ExpectedPlace[]
  /** Another store to get them from, and those that are worth getting from it. */
  readonly other?: {
    readonly store: ObjectStore
    readonly source: 'cache' | 'remote'
    readonly isWorth: (hash: ContentHash) => boolean
  }
}

/** Puts objects back wherever the right bytes are at hand, the nearest place first. Says where each came from. */
export async function heal(
  context: UpkeepContext,
  healing: Healing,
  call: UpkeepCall,
): Promise<ReadonlyMap<ContentHash, HealSource>> {
  const healed = new Map<ContentHash, HealSource>()
  const rest = () => healing.broken.filter((hash) => !healed.has(hash))
  const take = (hashes: readonly ContentHash[], source: HealSource) => {
    for (const hash of hashes) healed.set(hash, source)
  }
  if (healing.broken.length === 0) return healed
  take(await fromTrash(healing.store, rest(), call), 'trash')
  take(await fromWorkTree(context, healing, new Set(rest()), call), 'work tree')
  const { other } = healing
  if (other) take(await fromStore(healing.store, other.store, rest().filter(other.isWorth), call), other.source)
  return healed
}

async function fromTrash(
  store: LocalStore,
  broken: readonly ContentHash[],
  call: UpkeepCall,
): Promise<readonly ContentHash[]> {
  const wanted = new Set(broken)
  const { objects } = await restoreTrash([store], (hash) => wanted.has(hash), call)
  return objects === 0 ? [] : rightOnes(store, broken, call)
}

async function fromWorkTree(
  context: UpkeepContext,
  { store, places }: Healing,
  broken: ReadonlySet<ContentHash>,
  call: UpkeepCall,
): Promise<ContentHash[]> {
  const mine = places.filter(({ hash }) => broken.has(hash))
  const files = mine.filter(({ hash }) => !isDirectoryHash(hash))
  const candidates = files.map(({ hash, path }) => ({ hash, file: absolutePath(context.root, path) }))
  const healed = await insertMatching(store, candidates, call)
  for (const { hash, path } of mine)
    if (isDirectoryHash(hash) && (await manifestFromWorkTree(context, store, hash, path, call))) healed.push(hash)
  return healed
}

async function manifestFromWorkTree(
  context: UpkeepContext,
  store: LocalStore,
  hash: ContentHash,
  path: RepoPath,
  call: UpkeepCall,
): Promise<boolean> {
  if (context.files.stat(absolutePath(context.root, path))?.kind !== 'directory') return false
  const seen = await observePath(context, path, call)
  if (seen.kind !== 'directory' || seen.hash !== hash) return false
  await store.insertBytes(renderManifest(seen.manifest()), hash)
  return true
}

async function fromStore(
  store: LocalStore,
  other: ObjectStore,
  broken: readonly ContentHash[],
  call: UpkeepCall,
): Promise<readonly ContentHash[]> {
  if (broken.length === 0) return []
  const { transferred, failed } = await transfer(other, store, { files: broken, directories: [] }, call)
  for (const { hash, cause } of failed) call.report({ kind: 'warning', text: `'${hash}' was not mended: ${cause}` })
  return rightOnes(store, transferred, call)
}

/** Those that are right now; what turns out to be corrupt again is set aside as well. */
async function rightOnes(
  store: LocalStore,
  hashes: readonly ContentHash[],
  call: UpkeepCall,
): Promise<readonly ContentHash[]> {
  const { corrupt, unreadable, missing } = await checkObjects(store, hashes, call)
  for (const hash of corrupt) quarantine(store, hash)
  const wrong = new Set([...corrupt, ...unreadable, ...missing])
  return hashes.filter((hash) => !wrong.has(hash))
}
