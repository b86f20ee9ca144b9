import type { Stage } from './definition/index.ts'
import type { LockEntry } from './lock-entry.ts'
import { observeStage, type StageState } from './observe.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { type StageChanges, stageChanges } from './stage-changes.ts'

/** A stage as it is, beside what is recorded of it. */
export interface StageComparison {
  readonly entry: LockEntry | undefined
  readonly state: StageState
  readonly changes: StageChanges
}

/** Looks at all that a stage reads and makes, and at what the lock file says of it. */
export async function compareStage(
  context: PipelineContext,
  stage: Stage,
  call: PipelineCall,
): Promise<StageComparison> {
  const entry = context.locked(stage.file).get(stage.name)
  const state = await observeStage(context, stage, entry, call)
  return { entry, state, changes: stageChanges(stage, state, entry) }
}
