import { commitSource, outputState, type TrackedStage } from '../data/index.ts'
import { absolutePath, Failure } from '../foundation/base/index.ts'
import { refuseUnconfirmed } from './confirm-run.ts'
import type { PipelineCall, PipelineContext, StageDecision } from './pipeline-context.ts'
import type { StageOutcome, StageRequest } from './reproduce-stage.ts'

/** Data that somebody put there: nothing to run, but a change is recorded. */
export async function verifySource(
  context: PipelineContext,
  node: TrackedStage,
  request: StageRequest,
  call: PipelineCall,
): Promise<StageOutcome> {
  const isFresh = !request.force && (await isUnchanged(context, node, request, call))
  if (!isFresh && !request.force && (await isPulled(context, node, request, call)))
    return { decision: { kind: 'pull' }, changed: [] }
  if (!isFresh) await refuseUnconfirmed(node.address, request)
  const decision: StageDecision = isFresh
    ? { kind: 'fresh', isSource: true }
    : { kind: 'verify', isSource: true, isDry: request.dry }
  call.report({ kind: 'stage-decided', stage: node.address, decision })
  if (isFresh || request.dry) return { decision, changed: [] }
  refuseMissingSource(context, node)
  await commitSource(context, context.sources().find(({ file }) => file === node.file)!, call)
  return { decision, changed: [absolutePath(context.root, node.file)] }
}

/** Whether data that was only missing has been got from a remote. */
async function isPulled(
  context: PipelineContext,
  node: TrackedStage,
  { pulling, dry }: StageRequest,
  call: PipelineCall,
): Promise<boolean> {
  if (!pulling || !(await isUnchanged(context, node, { allowMissing: true }, call))) return false
  call.report({ kind: 'stage-decided', stage: node.address, decision: { kind: 'pull' } })
  if (dry || (await pulling.outputs(node))) return true
  call.report({ kind: 'not-pulled', stage: node.address })
  return false
}

async function isUnchanged(
  context: PipelineContext,
  node: TrackedStage,
  request: Pick<StageRequest, 'allowMissing'>,
  call: PipelineCall,
): Promise<boolean> {
  for (const output of node.outputs) {
    const state = await outputState(context, output, call)
    const isMissing = state === 'deleted' || state === 'not in cache'
    if (state !== undefined && !(request.allowMissing && isMissing)) return false
  }
  return true
}

function refuseMissingSource(context: PipelineContext, node: TrackedStage): void {
  const missing = node.outputs
    .map(({ path }) => path)
    .filter((path) => !context.files.stat(absolutePath(context.root, path)))
  if (missing.length === 0) return
  throw new Failure(
    'missing-data',
    `missing data '${missing.length > 1 ? 'sources' : 'source'}': ${missing.join(', ')}`,
    { hint: 'To get it from the cache: sterna checkout. From a remote: sterna pull.' },
  )
}
