import type { TrackedStage } from '../data/index.ts'
import type { AbsolutePath } from '../foundation/base/index.ts'
import { claimRun } from './claim-run.ts'
import { compareStage, type StageComparison } from './compare-stage.ts'
import { type RunConfirmation, refuseUnconfirmed } from './confirm-run.ts'
import type { Stage } from './definition/index.ts'
import { findEarlierRun } from './earlier-run.ts'
import type { LockEntry, LockedInputs } from './lock-entry.ts'
import { needsRun } from './needs-run.ts'
import { lockedInputs } from './new-entry.ts'
import { type InputState, observeInputs, type StageState } from './observe.ts'
import type { PlannedOrder, Room } from './parallel/index.ts'
import type { PipelineCall, PipelineContext, StageDecision } from './pipeline-context.ts'
import type { Pulling } from './pulling.ts'
import { recordStage } from './record-stage.ts'
import { restoreOutputs } from './restore-outputs.ts'
import { commandLines, type Place, refuseWrittenMeanwhile, runStage } from './running/index.ts'
import type { StageChanges } from './stage-changes.ts'
import { trackedStage } from './tracked-pipeline-stage.ts'
import { urlsOf } from './url-dependencies.ts'

export interface StageRequest extends RunConfirmation {
  readonly force: boolean
  readonly dry: boolean
  readonly withoutRunCache: boolean
  readonly withoutCommit: boolean
  /** Outputs go before a run, and do not come back when it fails. */
  readonly withoutKeeping: boolean
  /** Data that is nowhere to be found does not count as a change. */
  readonly allowMissing: boolean
  /** Where stages run. */
  readonly room: Room
  /** Where what they record belongs. */
  readonly order: PlannedOrder
  /** The stages that make what this one reads. */
  readonly producers?: readonly TrackedStage[]
  /** Data that is missing comes from remotes. */
  readonly pulling?: Pulling | undefined
}

export interface StageOutcome {
  readonly decision: StageDecision
  /** Files that belong into Git's next commit. */
  readonly changed: readonly AbsolutePath[]
}

/** Brings one stage up to date: leaves it, puts outputs of an earlier run back, or runs its command. */
export async function reproduceStage(
  context: PipelineContext,
  stage: Stage,
  request: StageRequest,
  call: PipelineCall,
): Promise<StageOutcome> {
  const work = { context, stage, request, call }
  if (stage.isFrozen) warnOfFrozen(work)
  const seen = request.force ? undefined : await compareStage(context, stage, call)
  if (seen && !needsRun(context, stage, seen.changes, request)) return told(work, { kind: 'fresh', isSource: false })
  const pulled = seen && (await pull(work, seen.changes))
  if (pulled) return pulled
  await refuseUnconfirmed(stage.address, request)
  if (stage.isFrozen) return verify(work, urlsOf(stage).length > 0 ? undefined : seen?.state)
  const ready = seen && (await withInputs(work, seen))
  const earlier = ready && !request.withoutRunCache ? await earlierRun(work, ready) : undefined
  return ready && earlier ? restore(work, earlier, ready.state) : runOnce(work, ready)
}

interface StageWork {
  readonly context: PipelineContext
  readonly stage: Stage
  readonly request: StageRequest
  readonly call: PipelineCall
}

function warnOfFrozen({ stage, call }: StageWork): void {
  const text = `stage: '${stage.address}' is frozen. Its dependencies are not going to be reproduced.`
  call.report({ kind: 'warning', text })
}

function told({ stage, call }: StageWork, decision: StageDecision): StageOutcome {
  call.report({ kind: 'stage-decided', stage: stage.address, decision })
  return { decision, changed: [] }
}

/** Gets the outputs of a stage that would be left if they were there; undefined if it has to run all the same. */
async function pull(work: StageWork, changes: StageChanges): Promise<StageOutcome | undefined> {
  const { context, stage, request, call } = work
  if (!request.pulling || needsRun(context, stage, changes, { ...request, allowMissing: true })) return undefined
  const outcome = told(work, { kind: 'pull' })
  if (request.dry) return outcome
  if (await request.pulling.outputs(trackedStage(stage, context.locked(stage.file).get(stage.name)))) return outcome
  call.report({ kind: 'not-pulled', stage: stage.address })
  return undefined
}

/** With the inputs in place that can be got. */
async function withInputs({ context, stage, request, call }: StageWork, seen: StageComparison) {
  if (request.dry || !(await request.pulling?.inputs(stage, seen.state))) return seen
  return compareStage(context, stage, call)
}

async function earlierRun({ context, stage, request, call }: StageWork, seen: StageComparison) {
  const pulling = request.dry ? undefined : request.pulling
  await pulling?.runs()
  return findEarlierRun(context, stage, seen, call, (entry) => pulling?.contents(stage, entry))
}

/** A frozen stage's outputs are taken as they are. */
async function verify(work: StageWork, seen: InputState | undefined): Promise<StageOutcome> {
  const outcome = told(work, { kind: 'verify', isSource: false, isDry: work.request.dry })
  if (work.request.dry) return outcome
  const { changed } = await recordStage(work, await inputsOf(work, seen))
  return { ...outcome, changed }
}

async function restore(work: StageWork, earlier: LockEntry, seen: StageState): Promise<StageOutcome> {
  const outcome = told(work, { kind: 'restore' })
  if (work.request.dry) return outcome
  await restoreOutputs(work.context, work.stage, earlier, seen, work.call)
  const { changed } = await recordStage(work, await inputsOf(work, seen))
  return { ...outcome, changed }
}

/** Runs unless the same run goes on elsewhere, or else takes what comes of that. */
async function runOnce(work: StageWork, ready: StageComparison | undefined): Promise<StageOutcome> {
  const { context, stage, request, call } = work
  const mayTake = ready && !request.dry && !request.withoutRunCache
  const claim = mayTake ? await claimRun(context, stage, ready, call) : undefined
  try {
    const earlier = claim?.hasWaited && ready ? await earlierRun(work, ready) : undefined
    return ready && earlier ? await restore(work, earlier, ready.state) : await run(work, ready?.state)
  } finally {
    claim?.release()
  }
}

async function run(work: StageWork, seen: InputState | undefined): Promise<StageOutcome> {
  const { stage, request, call } = work
  if (request.dry) {
    const outcome = told(work, { kind: 'run', isDry: true })
    for (const line of commandLines(stage.cmd)) call.report({ kind: 'command', stage: stage.address, line })
    return outcome
  }
  const place = await request.room.enter(stage)
  try {
    return await runIn(place, work, place.isShared ? undefined : seen)
  } finally {
    place.leave()
  }
}

async function runIn(place: Place, work: StageWork, seen: InputState | undefined): Promise<StageOutcome> {
  const { context, stage, request, call } = work
  const outcome = told(work, { kind: 'run', isDry: false })
  const before = seen ?? (await observeInputs(context, stage, call))
  const inputs = lockedInputs(context, stage, before)
  const policy = request.room.policyOf(stage)
  const recordRun = async () => {
    await refuseWrittenMeanwhile(context, stage, before, call)
    return recordStage(work, inputs)
  }
  const { withoutKeeping } = request
  const { changed } = await runStage(context, { stage, policy, inputs, place, withoutKeeping, record: recordRun }, call)
  return { ...outcome, changed }
}

/** Of what was seen when the stage was compared, or of what is there now. */
async function inputsOf({ context, stage, call }: StageWork, seen: InputState | undefined): Promise<LockedInputs> {
  return lockedInputs(context, stage, seen ?? (await observeInputs(context, stage, call)))
}
