import { objectsFor, type SelectedOutput, selectionOf, selectOutputs } from '../data/index.ts'
import {
  absentObjects,
  isDirectoryHash,
  isLocalStore,
  type LocalStore,
  legacyAreaOf,
  type ObjectStore,
} from '../storage/index.ts'
import { type ExpectedOutput, expectedOutputs } from './expected-objects.ts'
import { requireRemote } from './required-remote.ts'
import type { UpkeepCall, UpkeepContext } from './upkeep-context.ts'
import { type Trouble, type VerifiedArea, verifyArea } from './verify-area.ts'
import { verifyReached } from './verify-reached.ts'

export interface VerifyRequest {
  readonly targets: readonly string[]
  readonly isRecursive: boolean
  /** Look at the objects of the remote instead of the cache's. */
  readonly ofRemote: boolean
  /** The remote to look at or to heal from, if not the default one. */
  readonly remote?: string
  /** Change nothing. */
  readonly isDry: boolean
}

export interface VerifyResult {
  /** Where was looked. */
  readonly name: string
  readonly checked: number
  readonly bytes: number
  readonly troubles: readonly Trouble[]
  /** Number of objects that are not in the cache but in the remote, where nothing is wrong with that. */
  readonly elsewhere: number
}

/**
 * Reads objects and compares their bytes with their names. Corrupt ones are set aside, and those and missing ones put
 * back from wherever the right bytes are.
 */
export async function verifyData(
  context: UpkeepContext,
  request: VerifyRequest,
  call: UpkeepCall,
): Promise<VerifyResult> {
  return request.isDry ? verify(context, request, call) : context.lock.during(() => verify(context, request, call))
}

async function verify(context: UpkeepContext, request: VerifyRequest, call: UpkeepCall): Promise<VerifyResult> {
  const selected = selectOutputs(context.stages(), selectionOf(context, request.targets, request.isRecursive))
  const looking = placesToLook(context, request)
  if (!isLocalStore(looking.store)) return verifyByUrl(context, request, looking.store, selected, call)
  const { store, other, source } = { ...looking, store: looking.store }
  const like = (area: ObjectStore | undefined) => (area ? { other: area, source } : {})
  const isAll = request.targets.length === 0
  const { isDry } = request
  // Manifests come first: only from them is known what else is expected.
  const tops = expectedHere(request, store, await expectedOutputs(selected.filter(isDirectory), []))
  const first = await verifyArea(context, { area: store, expected: tops, isAll: false, isDry, ...like(other) }, call)
  const sources = [store, legacyAreaOf(store)!, ...(other ? [other] : [])]
  const expected = expectedHere(request, store, await expectedOutputs(selected, sources))
  const found: VerifiedArea[] = []
  for (const [area, otherArea] of areaPairs(store, other))
    found.push(await verifyArea(context, { area, expected, isAll, isDry, ...like(otherArea) }, call))
  context.hashes.save()
  return { name: store.name, ...sumOf(found), troubles: eachOnce([first, ...found]) }
}

function isDirectory({ output }: SelectedOutput): boolean {
  return output.recorded !== undefined && isDirectoryHash(output.recorded.hash)
}

function sumOf(areas: readonly VerifiedArea[]): Pick<VerifiedArea, 'checked' | 'bytes' | 'elsewhere'> {
  const total = (key: 'checked' | 'bytes' | 'elsewhere') => areas.reduce((sum, area) => sum + area[key], 0)
  return { checked: total('checked'), bytes: total('bytes'), elsewhere: total('elsewhere') }
}

/** What was said of an object first: later it is only missing. */
function eachOnce(areas: readonly VerifiedArea[]): Trouble[] {
  const troubles = new Map<string, Trouble>()
  for (const trouble of areas.flatMap((area) => area.troubles)) {
    const key = `${trouble.area} ${trouble.hash}`
    if (!troubles.has(key)) troubles.set(key, trouble)
  }
  return [...troubles.values()]
}

/** A remote need not have everything; but what it has a manifest of it has to have whole. */
async function verifyByUrl(
  { cache }: UpkeepContext,
  { targets, isDry }: VerifyRequest,
  objects: ObjectStore,
  selected: readonly SelectedOutput[],
  call: UpkeepCall,
): Promise<VerifyResult> {
  const outputs = await expectedOutputs(selected, [objects, cache])
  const absent = new Set(await objects.missing([...new Set(outputs.map(({ hash }) => hash))], call))
  const expected = outputs.filter(({ hash }) => !absent.has(hash))
  const found = await verifyReached({ objects, cache, expected, isAll: targets.length === 0, isDry }, call)
  return { name: objects.name, ...sumOf(found), troubles: eachOnce(found) }
}

interface Looking {
  readonly store: ObjectStore
  readonly other: ObjectStore | undefined
  readonly source: 'cache' | 'remote'
}

function placesToLook(context: UpkeepContext, { ofRemote, remote }: VerifyRequest): Looking {
  if (!ofRemote) {
    const other = remote === undefined ? context.remote()?.objects : requireRemote(context, remote).objects
    return { store: context.cache, other, source: 'remote' }
  }
  return { store: objectsFor('verify --remote', requireRemote(context, remote)), other: context.cache, source: 'cache' }
}

/** A remote need not have everything; but what it has a manifest of it has to have whole. */
function expectedHere(
  { ofRemote }: VerifyRequest,
  store: LocalStore,
  outputs: readonly ExpectedOutput[],
): ExpectedOutput[] {
  if (!ofRemote) return [...outputs]
  const absent = new Set(absentObjects(store, [...new Set(outputs.map(({ hash }) => hash))]))
  return outputs.filter(({ hash }) => !absent.has(hash))
}

/** Each area with its like in the other store. Objects of the old kind are looked at, but never expected. */
function areaPairs(store: LocalStore, other: ObjectStore | undefined): [LocalStore, ObjectStore | undefined][] {
  return [
    [store, other],
    [legacyAreaOf(store)!, other && legacyAreaOf(other)],
  ]
}
