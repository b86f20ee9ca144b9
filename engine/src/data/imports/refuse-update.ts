import { Failure } from '../../foundation/base/index.ts'
import type { TrackedStage } from '../tracked-stage.ts'

/** Refuses what has no meaning for stages that are no imports. */
export function refuseForOthers(
  others: readonly TrackedStage[],
  { revision, extent }: { readonly revision?: string; readonly extent: string },
): void {
  if (others.length === 0) return
  const option = revision !== undefined ? '--rev' : extent === 'download' ? undefined : `--${extent}`
  if (option) throw new Failure('usage', `${option} can't be used with worktree update`)
}
