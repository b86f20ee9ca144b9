import type { RepoPath } from '../foundation/base/index.ts'
import {
  absentObjects,
  areaOf,
  type CheckedObjects,
  type ContentHash,
  checkObjects,
  isObjectName,
  isQuarantined,
  type LocalStore,
  legacyAreaOf,
  type ObjectArea,
  type ObjectStore,
  quarantine,
} from '../storage/index.ts'
import { type ExpectedOutput, expectedHashes, placesOf } from './expected-objects.ts'
import { type HealSource, heal } from './heal.ts'
import type { UpkeepCall, UpkeepContext } from './upkeep-context.ts'

/** An object that is not as it should be. */
export interface Trouble {
  readonly hash: ContentHash
  readonly area: ObjectArea
  readonly kind: 'corrupt' | 'unreadable' | 'missing'
  /** What it is in the work tree, as far as the outputs that were looked at tell. */
  readonly paths: readonly RepoPath[]
  /** Where the corrupt object lies now. */
  readonly setAside?: string
  /** Where the right bytes came from; undefined if it is still in trouble. */
  readonly healedFrom?: HealSource
}

export interface AreaRequest {
  readonly area: LocalStore
  readonly expected: readonly ExpectedOutput[]
  /** Look at everything there is, not only at what is expected. */
  readonly isAll: boolean
  readonly isDry: boolean
  readonly other?: ObjectStore
  readonly source?: 'cache' | 'remote'
}

export interface VerifiedArea {
  readonly checked: number
  readonly bytes: number
  readonly troubles: readonly Trouble[]
  readonly elsewhere: number
}

/** Looks at one area of a store, and mends it. */
export async function verifyArea(
  context: UpkeepContext,
  request: AreaRequest,
  call: UpkeepCall,
): Promise<VerifiedArea> {
  const { area, isDry } = request
  const found = await checkArea(request, call)
  const setAside = new Map(isDry ? [] : found.corrupt.map((hash) => [hash, quarantine(area, hash)]))
  const absent = absentFrom(request, found)
  const healed = isDry ? new Map<ContentHash, HealSource>() : await healAll(context, request, found, absent, call)
  const lost = await lostOf(
    request,
    absent.filter((hash) => !healed.has(hash)),
    call,
  )
  const troubles = describe(request, { ...found, missing: absent.filter((hash) => healed.has(hash) || lost.has(hash)) })
  return {
    checked: found.checked,
    bytes: found.bytes,
    troubles: troubles.map((trouble) => withOutcome(trouble, setAside, healed)),
    elsewhere: absent.filter((hash) => !healed.has(hash) && !lost.has(hash)).length,
  }
}

async function checkArea({ area, expected, isAll }: AreaRequest, call: UpkeepCall): Promise<CheckedObjects> {
  const wanted = expectedHashes(expected)
  const names = isAll ? (await area.list()).filter(isObjectName) : [...wanted]
  const found = await checkObjects(area, names, call)
  const there = isAll ? new Set(names) : undefined
  return { ...found, missing: there ? [...wanted].filter((hash) => !there.has(hash)) : found.missing }
}

/** What is expected and not there. An object of the old kind does as well, and none of that kind is ever missed. */
function absentFrom({ area }: AreaRequest, { missing }: CheckedObjects): readonly ContentHash[] {
  return areaOf(area) === 'legacy' ? [] : absentObjects(legacyAreaOf(area)!, missing)
}

function healAll(
  context: UpkeepContext,
  { area, expected, other, source }: AreaRequest,
  { corrupt }: CheckedObjects,
  absent: readonly ContentHash[],
  call: UpkeepCall,
): Promise<ReadonlyMap<ContentHash, HealSource>> {
  const broken = [...corrupt, ...absent]
  const places = areaOf(area) === 'legacy' ? [] : placesOf(expected, new Set(broken))
  // What was never fetched is not fetched now; a hole in a remote, however, is filled.
  const isWorth = (hash: ContentHash) => source === 'cache' || isQuarantined(area, hash)
  return heal(
    context,
    { store: area, broken, places, ...(other && source ? { other: { store: other, source, isWorth } } : {}) },
    call,
  )
}

/** Of what is not in the cache, that which the remote does not have either, and which has no origin to get it from. */
async function lostOf(
  { other, source, expected }: AreaRequest,
  absent: readonly ContentHash[],
  call: UpkeepCall,
): Promise<ReadonlySet<ContentHash>> {
  const imported = expectedHashes(expected.filter(({ selected }) => selected.stage.kind === 'import'))
  const candidates = absent.filter((hash) => !imported.has(hash))
  if (!other || source === 'cache') return new Set(candidates)
  const missing = await other.missing(candidates, call)
  return new Set(missing.length > 0 ? await (legacyAreaOf(other)?.missing(missing, call) ?? missing) : [])
}

function describe({ area, expected }: AreaRequest, found: CheckedObjects): Trouble[] {
  const kinds = (['corrupt', 'unreadable', 'missing'] as const).flatMap((kind) =>
    found[kind].map((hash) => ({ kind, hash })),
  )
  const paths = new Map<ContentHash, RepoPath[]>()
  for (const { hash, path } of placesOf(expected, new Set(kinds.map(({ hash }) => hash))))
    paths.set(hash, [...(paths.get(hash) ?? []), path])
  return kinds.map(({ kind, hash }) => ({ kind, hash, area: areaOf(area), paths: paths.get(hash) ?? [] }))
}

function withOutcome(
  trouble: Trouble,
  setAside: ReadonlyMap<ContentHash, string>,
  healed: ReadonlyMap<ContentHash, HealSource>,
): Trouble {
  const place = setAside.get(trouble.hash)
  const source = healed.get(trouble.hash)
  return {
    ...trouble,
    ...(place === undefined ? {} : { setAside: place }),
    ...(source === undefined ? {} : { healedFrom: source }),
  }
}
