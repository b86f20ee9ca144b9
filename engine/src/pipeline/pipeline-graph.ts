import { selectionOf, selectStages, shownAddress, type TrackedStage } from '../data/index.ts'
import { absolutePath, shownPath } from '../foundation/base/index.ts'
import { buildGraph, type StageGraph } from './graph.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { reachable } from './plan.ts'
import { withoutBroken } from './without-broken.ts'

export interface GraphRequest {
  readonly target: string | undefined
  /** The whole connected part that the target lies in, not only what it depends on. */
  readonly isFull: boolean
  /** Outputs as nodes instead of stages. */
  readonly ofOutputs: boolean
}

export interface PipelineGraph {
  readonly nodes: readonly string[]
  /** From what is needed to what needs it. */
  readonly edges: readonly (readonly [string, string])[]
  /** The nodes by connected part. */
  readonly components: readonly (readonly string[])[]
}

/** How the stages of a project depend on each other, named as a person in the working directory names them. */
export async function pipelineGraph(
  project: PipelineContext,
  request: GraphRequest,
  call: Pick<PipelineCall, 'report'>,
): Promise<PipelineGraph> {
  const targets = request.target === undefined ? [] : [request.target]
  const context = withoutBroken(project, { targets, reach: request.isFull ? 'everything' : 'upstream' }, call)
  const graph = buildGraph(context.stages())
  const kept = keptStages(context, graph, request)
  const links = kept.flatMap((stage) =>
    graph
      .producersOf(stage)
      .filter((producer) => kept.includes(producer))
      .map((producer) => [producer, stage] as const),
  )
  const names = (stage: TrackedStage) => (request.ofOutputs ? outputNames(context, stage) : [nameOf(context, stage)])
  const nodes = [...new Set(kept.flatMap(names))]
  const edges = links.flatMap(([from, to]) => names(from).flatMap((a) => names(to).map((b) => [a, b] as const)))
  return { nodes, edges, components: componentsOf(nodes, edges) }
}

function keptStages(
  context: PipelineContext,
  graph: StageGraph<TrackedStage>,
  { target, isFull }: GraphRequest,
): readonly TrackedStage[] {
  if (target === undefined) return graph.nodes
  const targets = selectStages(graph.nodes, selectionOf(context, [target]))
  const next = isFull
    ? (stage: TrackedStage) => [...graph.producersOf(stage), ...graph.consumersOf(stage)]
    : graph.producersOf
  const found = reachable(targets, next)
  return graph.nodes.filter((stage) => found.has(stage))
}

function componentsOf(nodes: readonly string[], edges: PipelineGraph['edges']): string[][] {
  const neighbours = new Map<string, string[]>(nodes.map((node) => [node, []]))
  for (const [from, to] of edges) {
    neighbours.get(from)!.push(to)
    neighbours.get(to)!.push(from)
  }
  const seen = new Set<string>()
  return nodes.flatMap((node) => {
    if (seen.has(node)) return []
    const component = reachable([node], (one: string) => neighbours.get(one)!)
    for (const one of component) seen.add(one)
    return [nodes.filter((one) => component.has(one))]
  })
}

function nameOf(context: PipelineContext, stage: TrackedStage): string {
  return shownAddress(stage, shownPath(context.workingDirectory, absolutePath(context.root, stage.file)))
}

function outputNames(context: PipelineContext, stage: TrackedStage): string[] {
  return stage.outputs.map(({ path }) => shownPath(context.workingDirectory, absolutePath(context.root, path)))
}
