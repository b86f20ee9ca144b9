import { Failure } from '../../foundation/base/index.ts'
import type { ValueMap } from '../../foundation/formats/index.ts'
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

/** Refuses an import that follows the versions of every file of a directory in cloud storage. */
export function refuseVersioned(stage: TrackedStage, entry: ValueMap): void {
  if (!entry.has('files')) return
  throw new Failure(
    'unsupported',
    `'${stage.file}' follows versions of the files of a directory in cloud storage, which sterna cannot do yet.`,
    {
      hint: 'Use dvc update for this one.',
    },
  )
}
