import type { HeldRun } from '../locks/index.ts'
import type { StageComparison } from './compare-stage.ts'
import type { Stage } from './definition/index.ts'
import { hasAllInputs, lockedInputs } from './new-entry.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { isCacheable, keyOfRuns } from './run-cache.ts'

export interface ClaimedRun extends HeldRun {
  /** Somebody else had it before; what came of that may be in the cache now. */
  readonly hasWaited: boolean
}

/** Keeps projects that share a cache from the same run at the same time; undefined for what the run cache does not keep. */
export async function claimRun(
  context: PipelineContext,
  stage: Stage,
  { state }: StageComparison,
  call: PipelineCall,
): Promise<ClaimedRun | undefined> {
  if (!isCacheable(context, stage) || !hasAllInputs(stage, state)) return undefined
  const { root, runClaims, turns } = context
  const key = keyOfRuns(stage, lockedInputs(context, stage, state))
  const taken = runClaims.take(key, root)
  if ('release' in taken) return { ...taken, hasWaited: false }
  call.report({ kind: 'run-awaited', stage: stage.address, holder: taken })
  return { ...(await turns.away(() => runClaims.untilFree(key, root, call.signal))), hasWaited: true }
}
