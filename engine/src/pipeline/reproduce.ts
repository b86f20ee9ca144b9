import { selectionOf, selectStages, stageChanges as stageInGit, type TrackedStage } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import { buildGraph } from './graph.ts'
import { matchingStages } from './named-stages.ts'
import type { PipelineCall, PipelineContext, PipelineEvent } from './pipeline-context.ts'
import { planScope, planStages } from './plan.ts'
import { Pulling, type PullingContext } from './pulling.ts'
import { ReproduceWalk, type StageResult, type WalkRequest } from './reproduce-walk.ts'

export interface ReproduceRequest extends WalkRequest {
  readonly targets: readonly string[]
  readonly singleItem: boolean
  readonly downstream: boolean
  readonly pipeline: boolean
  readonly allPipelines: boolean
  readonly isRecursive: boolean
  /** Targets are patterns for names of stages. */
  readonly isPattern: boolean
  /** Get from remotes what is missing, but only what somebody needs. */
  readonly pull: boolean
}

export interface ReproduceResult {
  readonly stages: readonly StageResult[]
  readonly changed: readonly AbsolutePath[]
  readonly isStaged: boolean
  /** Stages that failed, when the run went on after them. */
  readonly failed: readonly string[]
}

/**
 * Brings the wanted stages and what they depend on up to date, running only what has changed. When nothing has, that is
 * seen without the lock, as by `status`.
 */
export async function reproduce(
  context: PullingContext,
  request: ReproduceRequest,
  call: PipelineCall,
): Promise<ReproduceResult> {
  const fresh = request.force ? undefined : await lookForChanges(context, request, call)
  return fresh
    ? remembered(context, fresh)
    : context.lock.during(async () => {
        context.forgetStages()
        const pulling = request.pull ? new Pulling(context, call) : undefined
        const walk = await walkStages(context, { ...request, pulling }, call)
        context.forgetStages()
        return remembered(context, walk)
      })
}

/** The walk over the stages if there is nothing to do for any; what it says is only told then. */
async function lookForChanges(
  context: PipelineContext,
  request: ReproduceRequest,
  call: PipelineCall,
): Promise<ReproduceWalk | undefined> {
  const told: PipelineEvent[] = []
  const look = { signal: call.signal, report: (event: PipelineEvent) => void told.push(event) }
  try {
    const walk = await walkStages(context, { ...request, dry: true, confirm: undefined }, look, isFresh)
    if (!walk.results.every(isFresh)) return undefined
    for (const event of told) call.report(event)
    return walk
  } catch (error) {
    // Whatever is wrong may be another command's doing: it is said when the lock is ours.
    if (error instanceof Failure) return undefined
    throw error
  }
}

function isFresh({ decision }: StageResult): boolean {
  return decision.kind === 'fresh'
}

async function walkStages(
  context: PipelineContext,
  request: ReproduceRequest,
  call: PipelineCall,
  goesOnAfter: (result: StageResult) => boolean = () => true,
): Promise<ReproduceWalk> {
  const graph = buildGraph(context.stages())
  const planned = planStages(graph, { targets: chosenStages(context, request), scope: planScope(request) })
  const walk = new ReproduceWalk(context, request, graph, call)
  for (const node of planned) {
    await walk.visit(node)
    if (!goesOnAfter(walk.results.at(-1)!)) break
  }
  return walk
}

function remembered(context: PipelineContext, walk: ReproduceWalk): ReproduceResult {
  context.hashes.save()
  context.placed.save()
  context.complete.save()
  const changed = [...walk.changed]
  return { stages: walk.results, changed, failed: walk.failed, isStaged: stageInGit(context, changed) }
}

function chosenStages(context: PipelineContext, request: ReproduceRequest): TrackedStage[] {
  const selection = selectionOf(context, request.targets, request.isRecursive)
  const { defaultFile } = selection
  if (request.targets.length > 0 && request.isPattern) return matchingStages(context, request.targets)
  if (request.targets.length > 0)
    return request.targets.flatMap((target) => selectStages(context.stages(), { ...selection, targets: [target] }))
  if (request.allPipelines) return [...context.stages()]
  const own = context.stages().filter(({ file }) => file === defaultFile)
  if (own.length > 0 || context.files.stat(absolutePath(context.root, defaultFile))) return own
  throw new Failure('file-missing', `'${absolutePath(context.root, defaultFile)}' does not exist`, {
    hint: 'To make a stage: sterna stage add -n NAME -d INPUT -o OUTPUT COMMAND',
  })
}
