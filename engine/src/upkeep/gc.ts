import { objectsFor } from '../data/index.ts'
import { type Call, compareCodePoints } from '../foundation/base/index.ts'
import { isLocalStore, type LocalStore, legacyAreaOf, restoreTrash, type TrashCount } from '../storage/index.ts'
import { addUsedObjects } from './add-used-objects.ts'
import { checkScope, type GarbageScope } from './garbage-scope.ts'
import { type Owner, ownersOfUnused } from './owners.ts'
import { removeSwept } from './remove-swept.ts'
import { requireRemote } from './required-remote.ts'
import { keptByRegistry } from './selected-revisions.ts'
import { planSweeps, type Sweep } from './sweeps.ts'
import type { UpkeepCall, UpkeepContext, UpkeepEvent } from './upkeep-context.ts'
import { UsedObjects } from './used-objects.ts'

export interface GarbageRequest extends GarbageScope {
  readonly remote?: string
  /** Other projects that use the same cache or remotes; what they need is kept, too. */
  readonly projects: readonly string[]
  readonly isDry: boolean
  readonly skipFailed: boolean
  /** Remove at once, and what earlier runs have set aside as well. */
  readonly withoutTrash: boolean
  /** Find out whose objects they were. Reads the whole history. */
  readonly withOwners: boolean
}

/** What will be removed, told before it is, and why other things are not. */
export interface GarbagePlan {
  readonly kind: 'garbage-planned'
  readonly sweeps: readonly Sweep[]
  readonly owners: readonly Owner[]
  /** Tags of the registry whose data is kept only because of them. */
  readonly keptByRegistry: readonly string[]
}

export type GarbageCall = Call<UpkeepEvent | GarbagePlan>

export interface GarbageResult {
  /** The cache, its legacy area, and the remotes if they were looked into. */
  readonly sweeps: readonly Sweep[]
  readonly owners: readonly Owner[]
  /** What was set aside before and is needed now: it is back. */
  readonly rescued: TrashCount
  /** What was set aside before and has been deleted now. */
  readonly emptied: TrashCount
}

/** Takes away the objects that no kept revision needs: into the trash, unless told otherwise. */
export async function collectGarbage(
  context: UpkeepContext,
  request: GarbageRequest,
  call: GarbageCall,
): Promise<GarbageResult> {
  checkScope(request)
  const others = await openAll(context, request.projects)
  try {
    return await lockAll(inOneOrder([...others, context]), () => collectLocked(context, others, request, call))
  } finally {
    for (const other of others) other.close()
  }
}

/** Puts back everything that is in the trash of the cache, and of the remote if that is meant. */
export async function restoreGarbage(
  context: UpkeepContext,
  request: { readonly cloud: boolean; readonly remote?: string },
  call: UpkeepCall,
): Promise<TrashCount> {
  return context.lock.during(() => restoreTrash(trashOwners(context, request), () => true, call))
}

async function collectLocked(
  context: UpkeepContext,
  others: readonly UpkeepContext[],
  request: GarbageRequest,
  call: GarbageCall,
): Promise<GarbageResult> {
  const used = new UsedObjects()
  for (const project of [...others, context]) await addUsedObjects(used, project, request, call)
  const sweeps = await planSweeps(context, used, request, call)
  const owners = request.withOwners ? await ownersOfUnused(context, sweeps, call) : []
  const registry = context.git ? await keptByRegistry(context.git, request) : []
  call.report({ kind: 'garbage-planned', sweeps, owners, keptByRegistry: registry.map(({ name }) => name) })
  if (request.isDry) return { sweeps, owners, rescued: nothing, emptied: nothing }
  return { sweeps, owners, ...(await removeSwept(context, used, sweeps, request, call)) }
}

const nothing: TrashCount = { objects: 0, bytes: 0 }

function trashOwners(
  context: UpkeepContext,
  { cloud, remote }: { readonly cloud: boolean; readonly remote?: string },
): LocalStore[] {
  const remoteStore = cloud ? objectsFor('gc -c', requireRemote(context, remote), 'config') : undefined
  const stores = [context.cache, ...(remoteStore && isLocalStore(remoteStore) ? [remoteStore] : [])]
  return stores.flatMap((store) => [store, legacyAreaOf(store)!])
}

async function openAll(context: UpkeepContext, paths: readonly string[]) {
  const opened: (UpkeepContext & { close(): void })[] = []
  try {
    for (const path of paths) opened.push(await context.openOther(path))
    return opened
  } catch (error) {
    for (const other of opened) other.close()
    throw error
  }
}

/** Two collections that mean the same projects would wait for each other for ever. */
function inOneOrder(projects: readonly UpkeepContext[]): UpkeepContext[] {
  return [...projects].sort((a, b) => compareCodePoints(a.root, b.root))
}

function lockAll<Result>(projects: readonly UpkeepContext[], work: () => Promise<Result>): Promise<Result> {
  const [first, ...rest] = projects
  return first ? first.lock.during(() => lockAll(rest, work)) : work()
}
