import { selectionOf, selectStages, stageChanges as stageInGit, type TrackedStage } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import { buildGraph } from './graph.ts'
import { heldStill } from './held-still.ts'
import { matchingStages } from './named-stages.ts'
import { OrderFile, roomForOne } from './parallel/index.ts'
import { type PipelineCall, type PipelineContext, type PipelineEvent, stagesByAddress } from './pipeline-context.ts'
import { planScope, planStages } from './plan.ts'
import { usualPolicy } from './policy/index.ts'
import { Pulling, type PullingContext } from './pulling.ts'
import { type ReproducePlan, type ReproduceRequest, walkFor, walkInTurn, walkSideBySide } from './reproduce-plan.ts'
import type { ReproduceWalk, StageResult } from './reproduce-walk.ts'
import { type SteadyContext, steadily } from './steady/index.ts'
import { prepareUrls } from './url-dependencies.ts'
import { type Need, withoutBroken } from './without-broken.ts'

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
  context: PullingContext & SteadyContext,
  request: ReproduceRequest,
  call: PipelineCall,
): Promise<ReproduceResult> {
  if (!request.dry) context.runClaims.forgetDead()
  const fresh = request.force ? undefined : await lookForChanges(context, request, call)
  if (fresh) return fresh
  return context.turns.during(async () => {
    context.forgetStages()
    context.urls.forget()
    const pulling = request.pull ? new Pulling(context, call) : undefined
    const plan = planOf(context, request, call)
    await prepareNodes(plan, call)
    const walk = await (request.jobs > 1 && !request.dry ? walkSideBySide : walkInTurn)(plan, pulling, call)
    context.forgetStages()
    if (walk.failed.length === 0 && !request.dry) new OrderFile(context).remove()
    saveLearnt(context)
    const changed = [...walk.changed]
    return { stages: walk.results, changed, failed: walk.failed, isStaged: stageInGit(context, changed) }
  })
}

/** What becomes of the stages if there is nothing to do for any; what there is to say is only told then. */
async function lookForChanges(
  context: SteadyContext,
  request: ReproduceRequest,
  call: PipelineCall,
): Promise<ReproduceResult | undefined> {
  const answer = (noted: PipelineContext) => toldOfFresh(noted, request, call.signal)
  const isKept = (told: readonly PipelineEvent[] | undefined) => told?.every(isStageDecided) ?? false
  const told = await steadily(heldStill(context), { kind: 'repro', request, answer, isKept }, call)
  if (!told) return undefined
  for (const event of told) call.report(event)
  const stages = told.filter(isStageDecided).map(({ stage, decision }) => ({ stage, decision }))
  return { stages, changed: [], failed: [], isStaged: stageInGit(context, []) }
}

/** All that a walk over the stages tells; undefined if one would not be left as it is. */
async function toldOfFresh(
  context: PipelineContext,
  request: ReproduceRequest,
  signal: AbortSignal,
): Promise<readonly PipelineEvent[] | undefined> {
  const told: PipelineEvent[] = []
  const look = { signal, report: (event: PipelineEvent) => void told.push(event) }
  try {
    const plan = planOf(context, { ...request, dry: true, confirm: undefined }, look)
    const walk = await lookAtStages(plan, look)
    if (!walk.results.every(isFresh)) return undefined
    saveLearnt(context)
    return told
  } catch (error) {
    // Whatever is wrong may be another command's doing: it is said when the lock is ours.
    if (error instanceof Failure) return undefined
    throw error
  }
}

type StageDecided = Extract<PipelineEvent, { kind: 'stage-decided' }>

function isStageDecided(event: PipelineEvent): event is StageDecided {
  return event.kind === 'stage-decided'
}

function isFresh({ decision }: StageResult): boolean {
  return decision.kind === 'fresh'
}

function planOf(project: PipelineContext, request: ReproduceRequest, call: PipelineCall): ReproducePlan {
  const context = withoutBroken(project, needOf(request), call)
  const graph = buildGraph(context.stages())
  const nodes = planStages(graph, { targets: chosenStages(context, request), scope: planScope(request) })
  return { context, request, graph, nodes }
}

/** Until there is one that would not be left as it is. */
async function lookAtStages(plan: ReproducePlan, call: PipelineCall): Promise<ReproduceWalk> {
  await prepareNodes(plan, call)
  const walk = walkFor(plan, { room: roomForOne(() => usualPolicy) }, call)
  for (const node of plan.nodes) {
    await walk.visit(node)
    if (!isFresh(walk.results.at(-1)!)) break
  }
  return walk
}

async function prepareNodes({ context, nodes, request }: ReproducePlan, call: PipelineCall): Promise<void> {
  const stages = stagesByAddress(context)
  if (!request.force)
    await prepareUrls(
      context,
      nodes.map(({ address }) => stages.get(address)),
      call,
    )
}

/** Keeps what was learnt on the way for the next process. */
function saveLearnt(context: PipelineContext): void {
  context.hashes.save()
  context.placed.save()
  context.complete.save()
}

/** What the request needs of the project. */
export function needOf(
  request: Pick<ReproduceRequest, 'targets' | 'isRecursive'> & Parameters<typeof planScope>[0],
): Need {
  const scope = planScope(request)
  const reach = scope === 'alone' ? 'nothing' : scope === 'upstream' ? 'upstream' : 'everything'
  return { targets: request.targets, isRecursive: request.isRecursive, reach }
}

/** The stages that were asked for; without targets those of the `dvc.yaml` in the working directory. */
export function chosenStages(
  context: PipelineContext,
  request: Pick<ReproduceRequest, 'targets' | 'isRecursive' | 'allPipelines'> & { readonly isPattern?: boolean },
): TrackedStage[] {
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

export type { ReproduceRequest }
