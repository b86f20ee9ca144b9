import {
  emptyTrash,
  isLocalStore,
  type LocalStore,
  removeUnused,
  restoreTrash,
  type TrashCount,
  trashRunName,
} from '../storage/index.ts'
import type { Sweep } from './sweeps.ts'
import type { UpkeepCall, UpkeepContext } from './upkeep-context.ts'
import type { UsedObjects } from './used-objects.ts'

export interface RemovalRequest {
  readonly withoutTrash: boolean
  readonly notInRemote: boolean
}

const trashDays = 7
const dayMilliseconds = 24 * 60 * 60 * 1000

/**
 * Removes what was planned. What lies in the trash and is used again comes back first; what has been there for a week,
 * or everything if the trash is not wanted, is deleted.
 */
export async function removeSwept(
  context: UpkeepContext,
  used: UsedObjects,
  sweeps: readonly Sweep[],
  request: RemovalRequest,
  call: UpkeepCall,
): Promise<{ readonly rescued: TrashCount; readonly emptied: TrashCount }> {
  const now = context.clock.now()
  const local = sweeps.map(({ store }) => store).filter(isLocalStore)
  const rescued = request.notInRemote ? none : await restoreTrash(local, (hash) => used.has(hash), call)
  const removal = { kind: 'trash', run: trashRunName(now, context.environment.processId) } as const
  for (const { store, unused } of sweeps) {
    await removeUnused(store, unused, request.withoutTrash ? { kind: 'delete' } : removal, call)
  }
  const before = request.withoutTrash ? now + dayMilliseconds : now - trashDays * dayMilliseconds
  return { rescued, emptied: await emptyAll(local, before, call) }
}

const none: TrashCount = { objects: 0, bytes: 0 }

/** Both areas of a place share one trash, which the first of them empties. */
async function emptyAll(stores: readonly LocalStore[], before: number, call: UpkeepCall): Promise<TrashCount> {
  let total = none
  for (const store of stores) {
    const { objects, bytes } = await emptyTrash(store, before, call)
    total = { objects: total.objects + objects, bytes: total.bytes + bytes }
  }
  return total
}
