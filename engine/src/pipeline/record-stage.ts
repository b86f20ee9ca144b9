import type { AbsolutePath } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry, LockedInputs } from './lock-entry.ts'
import { hideOutputs, keepOutputs } from './new-entry.ts'
import type { PlannedOrder } from './parallel/index.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { saveRun } from './run-cache.ts'
import { recordEntry } from './write-lock.ts'

export interface StageToRecord {
  readonly context: PipelineContext
  readonly stage: Stage
  readonly request: { readonly withoutCommit: boolean; readonly order: PlannedOrder }
  readonly call: PipelineCall
}

export interface RecordedStage {
  readonly entry: LockEntry
  /** Files that belong into Git's next commit. */
  readonly changed: readonly AbsolutePath[]
}

/** Records what is now true: outputs kept and hidden from Git, the run remembered, the lock file written. */
export async function recordStage(
  { context, stage, request, call }: StageToRecord,
  inputs: LockedInputs,
): Promise<RecordedStage> {
  const order = request.order.of(stage.address)
  const hidden = hideOutputs(context, stage, order)
  const entry = await keepOutputs(context, stage, inputs, { ...request, isFinished: true }, call)
  if (!request.withoutCommit) await saveRun(context, stage, entry, call)
  return { entry, changed: [...hidden, ...recordEntry(context, stage, entry, call, order)] }
}
