import { selectionOf, selectStages, stageChanges as stageInGit, type TrackedStage } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import { buildGraph } from './graph.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { planScope, planStages } from './plan.ts'
import { ReproduceWalk, type StageResult, type WalkRequest } from './reproduce-walk.ts'

export interface ReproduceRequest extends WalkRequest {
  readonly targets: readonly string[]
  readonly singleItem: boolean
  readonly downstream: boolean
  readonly pipeline: boolean
  readonly allPipelines: boolean
  readonly isRecursive: boolean
}

export interface ReproduceResult {
  readonly stages: readonly StageResult[]
  readonly changed: readonly AbsolutePath[]
  readonly isStaged: boolean
  /** Stages that failed, when the run went on after them. */
  readonly failed: readonly string[]
}

/** Brings the wanted stages and what they depend on up to date, running only what has changed. */
export async function reproduce(
  context: PipelineContext,
  request: ReproduceRequest,
  call: PipelineCall,
): Promise<ReproduceResult> {
  return context.lock.during(async () => {
    const graph = buildGraph(context.stages())
    const planned = planStages(graph, { targets: chosenStages(context, request), scope: planScope(request) })
    const walk = new ReproduceWalk(context, request, graph, call)
    for (const node of planned) await walk.visit(node)
    context.hashes.save()
    context.placed.save()
    context.complete.save()
    context.forgetStages()
    return {
      stages: walk.results,
      changed: [...walk.changed],
      failed: walk.failed,
      isStaged: stageInGit(context, [...walk.changed]),
    }
  })
}

function chosenStages(context: PipelineContext, request: ReproduceRequest): TrackedStage[] {
  const selection = selectionOf(context, request.targets, request.isRecursive)
  const { defaultFile } = selection
  if (request.targets.length > 0)
    return request.targets.flatMap((target) => selectStages(context.stages(), { ...selection, targets: [target] }))
  if (request.allPipelines) return [...context.stages()]
  const own = context.stages().filter(({ file }) => file === defaultFile)
  if (own.length > 0 || context.files.stat(absolutePath(context.root, defaultFile))) return own
  throw new Failure('file-missing', `'${absolutePath(context.root, defaultFile)}' does not exist`, {
    hint: 'To make a stage: sterna stage add -n NAME -d INPUT -o OUTPUT COMMAND',
  })
}
