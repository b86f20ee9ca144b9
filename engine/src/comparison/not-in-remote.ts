import type { TrackedStage } from '../data/index.ts'
import type { RepoPath } from '../foundation/base/index.ts'
import { legacyAreaOf } from '../storage/index.ts'
import { missingItems } from './missing-items.ts'
import { comparedOutputs, recordedSide, type SideContext } from './open-sides.ts'
import { type Item, madeOutputs } from './side.ts'

export interface RemoteQuestion {
  readonly includes: (output: RepoPath) => boolean
  /** The remote to ask, if not the default one. */
  readonly remote: string | undefined
  /** Look into directories. */
  readonly isGranular: boolean
}

/** What was to be pushed but is not there; without any remote that is everything. */
export async function itemsNotInRemote(
  context: SideContext,
  stages: readonly TrackedStage[],
  { includes, remote, isGranular }: RemoteQuestion,
): Promise<Item[]> {
  if (remote !== undefined) context.remote(remote)
  const missing: Item[] = []
  for (const [name, paths] of pushedByRemote(stages, remote)) {
    const side = madeOutputs(recordedSide(context, stages, (path) => paths.has(path) && includes(path)))
    const objects = context.remote(name)?.objects
    const holderOf = ({ isLegacy }: { isLegacy: boolean }) => ({
      store: (isLegacy ? legacyAreaOf(objects!) : undefined) ?? objects!,
    })
    if (objects) missing.push(...(await missingItems(side, holderOf, isGranular)))
    else missing.push(...side.values())
  }
  return missing
}

function pushedByRemote(stages: readonly TrackedStage[], remote: string | undefined) {
  const groups = new Map<string | undefined, Set<RepoPath>>()
  for (const output of comparedOutputs(stages, () => true)) {
    if (!output.isPushed) continue
    const name = output.remote ?? remote
    groups.set(name, (groups.get(name) ?? new Set()).add(output.path))
  }
  return groups
}
