import type { StageComparison } from './compare-stage.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry, LockedInputs } from './lock-entry.ts'
import { hasAllInputs, lockedInputs } from './new-entry.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { type BringContents, findRun } from './run-cache.ts'

/** The recorded run, if only outputs have gone, or else a remembered one with the present inputs. */
export async function findEarlierRun(
  context: PipelineContext,
  stage: Stage,
  seen: StageComparison,
  call: PipelineCall,
  bring: BringContents = () => undefined,
): Promise<LockEntry | undefined> {
  if (!hasAllInputs(stage, seen.state)) return undefined
  const inputs = lockedInputs(context, stage, seen.state)
  return (await recordedRun(context, seen, inputs, bring)) ?? findRun(context, stage, inputs, call, bring)
}

async function recordedRun(
  context: PipelineContext,
  { entry, changes }: StageComparison,
  inputs: LockedInputs,
  bring: BringContents,
): Promise<LockEntry | undefined> {
  if (!entry || entry.outs.length === 0) return undefined
  if (changes.deps.size > 0 || changes.isAlwaysChanged || changes.isCommandChanged) return undefined
  const hashes = entry.outs.flatMap(({ content }) => content?.hash ?? [])
  if (hashes.length < entry.outs.length) return undefined
  await bring(entry)
  const missing = await context.cache.missing(hashes)
  return missing.length === 0 ? { ...entry, ...inputs } : undefined
}
