import {
  type ContentHash,
  checkStored,
  isDirectoryHash,
  isObjectName,
  type LocalStore,
  legacyAreaOf,
  type ObjectArea,
  type ObjectStore,
  transfer,
} from '../storage/index.ts'
import { type ExpectedOutput, expectedHashes, placesOf } from './expected-objects.ts'
import type { UpkeepCall } from './upkeep-context.ts'
import type { Trouble, VerifiedArea } from './verify-area.ts'

export interface ReachedRequest {
  /** Of today; that of DVC before 3.0 is looked at as well. */
  readonly objects: ObjectStore
  readonly cache: LocalStore
  readonly expected: readonly ExpectedOutput[]
  /** Look at everything there is, not only at what is expected. */
  readonly isAll: boolean
  readonly isDry: boolean
}

/**
 * Reads the objects of a remote that is reached by URL. Those that are corrupt or missing are sent again from the cache, where
 * it has them; a corrupt one that nobody has right stays, since it may be the last trace of the data.
 */
export async function verifyReached(request: ReachedRequest, call: UpkeepCall): Promise<VerifiedArea[]> {
  const { objects, cache } = request
  const today = await verifyOne(request, { store: objects, like: cache, area: 'md5' }, call)
  const old = legacyAreaOf(objects)
  if (!old) return [today]
  return [
    today,
    await verifyOne({ ...request, expected: [] }, { store: old, like: legacyAreaOf(cache), area: 'legacy' }, call),
  ]
}

interface ReachedArea {
  readonly store: ObjectStore
  /** The same area of the cache. */
  readonly like: LocalStore
  readonly area: ObjectArea
}

async function verifyOne(
  { expected, isAll, isDry }: ReachedRequest,
  { store, like, area }: ReachedArea,
  call: UpkeepCall,
): Promise<VerifiedArea> {
  const wanted = expectedHashes(expected)
  const names = isAll ? new Set((await store.list()).filter(isObjectName)) : wanted
  const found = await checkStored(store, [...new Set([...names, ...wanted])], call)
  const broken = [...found.corrupt, ...found.missing]
  const healed = isDry ? new Set<ContentHash>() : await sendAgain(like, store, broken, found.corrupt, call)
  const troubles = describe(expected, area, found).map(
    (trouble): Trouble => (healed.has(trouble.hash) ? { ...trouble, healedFrom: 'cache' } : trouble),
  )
  return { checked: found.checked, bytes: found.bytes, troubles, elsewhere: 0 }
}

/** Files first, so that no manifest is ever there before its files. */
async function sendAgain(
  from: LocalStore,
  to: ObjectStore,
  broken: readonly ContentHash[],
  corrupt: readonly ContentHash[],
  call: UpkeepCall,
): Promise<ReadonlySet<ContentHash>> {
  const lacking = new Set(await from.missing(broken))
  const isCorrupt = new Set(corrupt)
  const sent = new Set<ContentHash>()
  for (const isManifest of [false, true]) {
    const some = broken.filter((hash) => isDirectoryHash(hash) === isManifest && !lacking.has(hash))
    for (const hash of some.filter((one) => isCorrupt.has(one))) await to.remove(hash)
    const { transferred } = await transfer(from, to, { files: some, directories: [] }, call)
    for (const hash of transferred) sent.add(hash)
  }
  return sent
}

function describe(
  expected: readonly ExpectedOutput[],
  area: ObjectArea,
  found: { readonly corrupt: readonly ContentHash[]; readonly missing: readonly ContentHash[] },
): Trouble[] {
  const kinds = (['corrupt', 'missing'] as const).flatMap((kind) => found[kind].map((hash) => ({ kind, hash })))
  const places = placesOf(expected, new Set(kinds.map(({ hash }) => hash)))
  return kinds.map(({ kind, hash }) => ({
    kind,
    hash,
    area,
    paths: places.filter((place) => place.hash === hash).map(({ path }) => path),
  }))
}
