import type { TrackedStage } from '../data/index.ts'
import type { Stage } from './definition/index.ts'
import type { PipelineContext } from './pipeline-context.ts'
import { isChanged, type StageChanges } from './stage-changes.ts'
import { withoutMissing } from './without-missing.ts'

export interface RunRule {
  /** Data that is nowhere to be found does not count as a change. */
  readonly allowMissing: boolean
  /** The stages that make what this one reads. */
  readonly producers?: readonly TrackedStage[]
}

/** Whether a stage has to run, by what differs about it. */
export function needsRun(
  context: Pick<PipelineContext, 'locked'>,
  stage: Stage,
  changes: StageChanges,
  { allowMissing, producers = [] }: RunRule,
): boolean {
  return isChanged(allowMissing ? withoutMissing(context, stage, changes, producers) : changes)
}
