import { selectionOf, selectOutputs, selectStages, shownAddress, type TrackedStage } from '../data/index.ts'
import { absolutePath, Failure, type RepoPath, shownPath } from '../foundation/base/index.ts'
import { buildGraph, type StageGraph } from './graph.ts'
import { collapseGroups, componentsOf, type NameGraph, partAround } from './name-graph.ts'
import { OutputTrie } from './output-trie.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { type SteadyContext, steadily } from './steady/index.ts'
import { withoutBroken } from './without-broken.ts'

export interface GraphRequest {
  readonly target: string | undefined
  /** The whole connected part that the target lies in, not only what it depends on. */
  readonly isFull: boolean
  /** Outputs as nodes instead of stages. */
  readonly ofOutputs: boolean
  /** A foreach or matrix stage as one node. */
  readonly isCollapsed: boolean
}

export interface PipelineGraph extends NameGraph {
  /** The nodes by connected part. */
  readonly components: readonly (readonly string[])[]
}

/** How the stages of a project depend on each other, named as a person in the working directory names them. */
export async function pipelineGraph(
  project: SteadyContext,
  request: GraphRequest,
  call: PipelineCall,
): Promise<PipelineGraph> {
  const answer = async (context: PipelineContext, noted: PipelineCall) => drawn(context, request, noted)
  return steadily(project, { kind: 'graph', request, answer }, call)
}

function drawn(project: PipelineContext, request: GraphRequest, call: PipelineCall): PipelineGraph {
  const { target, isFull, ofOutputs, isCollapsed } = request
  if (ofOutputs && isCollapsed)
    throw new Failure('usage', '`--outs` and `--collapse-foreach-matrix` are mutually exclusive')
  const targets = target === undefined ? [] : [target]
  const context = withoutBroken(project, { targets, reach: isFull ? 'everything' : 'upstream' }, call)
  const graph = buildGraph(context.stages())
  const whole = ofOutputs ? outputGraph(context, graph) : stageGraph(context, graph)
  const part = target === undefined ? whole : partAround(whole, namesMeant(context, target, ofOutputs), isFull)
  const shown = isCollapsed ? collapseGroups(part) : part
  return { ...shown, components: componentsOf(shown) }
}

function stageGraph(context: PipelineContext, graph: StageGraph<TrackedStage>): NameGraph {
  const names = new Map(graph.nodes.map((stage) => [stage, nameOf(context, stage)]))
  const edges = graph.nodes.flatMap((stage) =>
    graph.producersOf(stage).map((producer) => [names.get(producer)!, names.get(stage)!] as const),
  )
  return { nodes: [...names.values()], edges }
}

/** What a dependency overlaps with leads to everything that its stage makes. Outputs of one directory stand together, as in DVC. */
function outputGraph(context: PipelineContext, graph: StageGraph<TrackedStage>): NameGraph {
  const outputs = new OutputTrie<string>()
  const named = (stage: TrackedStage) => stage.outputs.map(({ path }) => shown(context, path))
  for (const { outputs: made } of graph.nodes) for (const { path } of made) outputs.insert(path, shown(context, path))
  const edges = graph.nodes.flatMap((stage) => {
    const sources = new Set(stage.dependencies.flatMap((path) => overlapping(outputs, path)))
    return [...sources].flatMap((from) => named(stage).map((to) => [from, to] as const))
  })
  return { nodes: outputs.ownersBelow('' as RepoPath), edges }
}

function overlapping(outputs: OutputTrie<string>, path: RepoPath): string[] {
  return [...outputs.ownersAbove(path), ...outputs.ownersBelow(path)]
}

function namesMeant(context: PipelineContext, target: string, ofOutputs: boolean): string[] {
  const selection = selectionOf(context, [target])
  if (!ofOutputs) return selectStages(context.stages(), selection).map((stage) => nameOf(context, stage))
  return selectOutputs(context.stages(), selection).map(({ output }) => shown(context, output.path))
}

function nameOf(context: PipelineContext, stage: TrackedStage): string {
  return shownAddress(stage, shown(context, stage.file))
}

function shown(context: PipelineContext, path: RepoPath): string {
  return shownPath(context.workingDirectory, absolutePath(context.root, path))
}
