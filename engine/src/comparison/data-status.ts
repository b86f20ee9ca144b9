import type { DataCall } from '../data/index.ts'
import type { AbsolutePath } from '../foundation/base/index.ts'
import { openView, type RevisionContext } from '../revisions/index.ts'
import type { Completeness } from '../storage/index.ts'
import type { Change } from './change.ts'
import { type ChangedPaths, changedPaths, shownItems, unchangedPaths } from './changed-paths.ts'
import { compareSides } from './compare-sides.ts'
import { type GitChanges, gitChanges } from './git-changes.ts'
import { joinChanges } from './join-changes.ts'
import { missingItems } from './missing-items.ts'
import { itemsNotInRemote } from './not-in-remote.ts'
import { cacheHolder, recordedSide, type SideContext, workspaceSide } from './open-sides.ts'
import { madeOutputs, type Side } from './side.ts'
import { type Scope, scopeOf } from './targets.ts'

export interface DataStatusContext extends RevisionContext, SideContext {
  readonly workingDirectory: AbsolutePath
  readonly complete: Completeness
}

export interface DataStatusRequest {
  readonly targets: readonly string[]
  /** Look into directories. */
  readonly isGranular: boolean
  readonly withUnchanged: boolean
  readonly withUntracked: boolean
  readonly notInRemote: boolean
  /** The remote to ask, if not the default one. */
  readonly remote: string | undefined
}

export interface DataStatus {
  readonly notInCache: readonly string[]
  readonly notInRemote: readonly string[]
  /** Between the last Git commit and the stage files. */
  readonly committed: ChangedPaths
  /** Between the stage files and the workspace. */
  readonly uncommitted: ChangedPaths
  readonly unchanged: readonly string[]
  readonly git: GitChanges
}

/** Compares the last commit with what is recorded, and that with what lies in the workspace. Writes nothing. */
export async function dataStatus(
  context: DataStatusContext,
  request: DataStatusRequest,
  call: DataCall,
): Promise<DataStatus> {
  const head = context.git?.head().commit
  const headStages = head === undefined ? [] : await openView(context, head).stages()
  const scope = scopeOf(context, [...context.stages(), ...headStages], request.targets)
  const recorded = madeOutputs(recordedSide(context, context.stages(), scope.includes))
  const workspace = await workspaceSide(context, context.stages(), scope.includes, call)
  const atHead = madeOutputs(recordedSide(context, headStages, scope.includes))
  const uncommitted = await changesOf(recorded, workspace, request, scope)
  const committed = context.git ? await changesOf(atHead, recorded, request, scope) : undefined
  const lacking = await missingItems(recorded, cacheHolder(context), request.isGranular)
  const absent = request.notInRemote
    ? await itemsNotInRemote(context, context.stages(), { ...request, includes: scope.includes })
    : []
  const result = {
    notInCache: shownItems(lacking, scope),
    notInRemote: shownItems(absent, scope),
    committed: changedPaths(committed ?? []),
    uncommitted: changedPaths(uncommitted),
    unchanged: request.withUnchanged ? unchangedPaths(uncommitted, committed) : [],
    git: gitChanges(context, { withUntracked: request.withUntracked, targets: request.targets }),
  }
  context.hashes.save()
  context.complete.save()
  return result
}

async function changesOf(
  before: Side,
  after: Side,
  { isGranular, withUnchanged }: DataStatusRequest,
  scope: Scope,
): Promise<Change[]> {
  const changes = joinChanges(await compareSides(before, after, { isGranular, withUnchanged }))
  return changes.filter((change) => scope.contains('item' in change ? change.item.path : change.after.path))
}
