import type { Stage } from './definition/index.ts'
import { asOfToday, hasLegacy, type LockEntry } from './lock-entry.ts'
import { observeStage, type StageState } from './observe.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { type StageChanges, stageChanges } from './stage-changes.ts'

/** A stage as it is, beside what is recorded of it. */
export interface StageComparison {
  readonly entry: LockEntry | undefined
  /** As what is written now is hashed, whatever the entry holds. */
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
  const asRecorded = await observeStage(context, stage, entry, call)
  const changes = stageChanges(stage, asRecorded, entry)
  const state = hasLegacy(entry) ? await observeStage(context, stage, asOfToday(entry), call) : asRecorded
  return { entry, state, changes }
}
