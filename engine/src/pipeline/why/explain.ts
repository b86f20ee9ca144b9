import type { TrackedStage } from '../../data/index.ts'
import { buildGraph } from '../graph.ts'
import { type PipelineCall, type PipelineContext, stagesByAddress } from '../pipeline-context.ts'
import { planScope, planStages } from '../plan.ts'
import { chosenStages, needOf, type ReproduceRequest } from '../reproduce.ts'
import { prepareUrls } from '../url-dependencies.ts'
import { withoutBroken } from '../without-broken.ts'
import type { ExplainedStage } from './explanation.ts'
import { Simulation, type SimulationRequest } from './simulation.ts'

export type ExplainRequest = SimulationRequest &
  Pick<ReproduceRequest, 'targets' | 'singleItem' | 'downstream' | 'pipeline' | 'allPipelines' | 'isRecursive'>

/**
 * What `repro` with the same request would do with each stage, and why: in its order, each judged by what those before it
 * will have left. Runs nothing, takes no lock.
 */
export async function explainStages(
  project: PipelineContext,
  request: ExplainRequest,
  call: PipelineCall,
): Promise<readonly ExplainedStage[]> {
  const context = withoutBroken(project, needOf(request), call)
  const graph = buildGraph(context.stages())
  const planned: TrackedStage[] = planStages(graph, {
    targets: chosenStages(context, request),
    scope: planScope(request),
  })
  const stages = stagesByAddress(context)
  const looked = planned.map(({ address }) => stages.get(address))
  await prepareUrls(context, looked, call)
  const simulation = new Simulation(context, graph, request, call)
  const explained: ExplainedStage[] = []
  for (const node of planned) explained.push(await simulation.visit(node))
  context.hashes.save()
  context.complete.save()
  return explained
}
