import { selectionOf, selectStages, type TrackedStage } from '../../data/index.ts'
import { Failure, isWithin, overlaps, type RepoPath } from '../../foundation/base/index.ts'
import { buildGraph, type StageGraph } from '../graph.ts'
import type { PipelineCall, PipelineContext } from '../pipeline-context.ts'
import { planStages } from '../plan.ts'
import { plainReproduction } from '../reproduce-plan.ts'
import { withoutBroken } from '../without-broken.ts'
import type { ExplainedStage, Reason } from './explanation.ts'
import { Simulation, type SimulationRequest } from './simulation.ts'

export interface ExplainTargetsRequest extends Pick<SimulationRequest, 'limit'> {
  readonly targets: readonly string[]
}

/** What was asked about, as typed, and what follows from it. */
export interface ExplainedTarget {
  readonly target: string
  /** The stages that it names, or that make it; none for a file that nobody makes. */
  readonly stages: readonly ExplainedStage[]
  /** Addresses of those that read it themselves, for such a file. */
  readonly readers: readonly string[]
  /** Stages after it that do not stay as they are because of it. */
  readonly after: readonly ExplainedStage[]
}

/**
 * Why the stages that targets name run or do not, and what will run because of them. A target may also be an output, or a
 * file that stages read. Runs nothing, takes no lock.
 */
export async function explainTargets(
  project: PipelineContext,
  request: ExplainTargetsRequest,
  call: PipelineCall,
): Promise<readonly ExplainedTarget[]> {
  const context = withoutBroken(project, { targets: request.targets, reach: 'upstream', mayBeFiles: true }, call)
  const graph = buildGraph(context.stages())
  const subjects = request.targets.map((target) => subjectOf(context, graph, target))
  const starts = subjects.flatMap(({ stages, readers }) => [...stages, ...readers])
  const about = subjects.map(({ path }) => path)
  const simulation = new Simulation(context, graph, { ...plainReproduction, ...request, about }, call)
  const explained = new Map<TrackedStage, ExplainedStage>()
  for (const node of planStages(graph, { targets: starts, scope: 'pipelines' }))
    explained.set(node, await simulation.visit(node))
  context.hashes.save()
  context.complete.save()
  return subjects.map((subject) => ({
    target: subject.target,
    stages: subject.stages.map((node) => explained.get(node)!),
    readers: subject.readers.map(({ address }) => address),
    after: followersOf(subject, explained),
  }))
}

interface Subject {
  readonly target: string
  readonly path: RepoPath
  readonly stages: readonly TrackedStage[]
  readonly readers: readonly TrackedStage[]
}

function subjectOf(context: PipelineContext, graph: StageGraph<TrackedStage>, target: string): Subject {
  const selection = selectionOf(context, [target])
  const path = selection.toRepoPath(target)
  try {
    return { target, path, stages: selectStages(graph.nodes, selection), readers: [] }
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'target-unknown') throw error
    const readers = graph.nodes.filter(({ dependencies }) => dependencies.some((place) => overlaps(place, path)))
    if (readers.length > 0) return { target, path, stages: [], readers }
    throw new Failure('target-unknown', error.message, {
      cause: error,
      hint: 'Nor does a stage read it. To see the stages there are: sterna stage list',
    })
  }
}

/** Follows the reasons from what the subject makes, or is, to those who read that, and on from what these make. */
function followersOf(subject: Subject, explained: ReadonlyMap<TrackedStage, ExplainedStage>): ExplainedStage[] {
  const isFile = subject.stages.length === 0
  const reached: string[] = isFile ? [subject.path] : subject.stages.flatMap(outputPaths)
  const found: ExplainedStage[] = []
  for (const [node, stage] of explained) {
    if (subject.stages.includes(node) || !stage.reasons.some((reason) => comesFrom(reason, reached))) continue
    found.push(stage)
    reached.push(...outputPaths(node))
  }
  return found
}

function comesFrom(reason: Reason, reached: readonly string[]): boolean {
  if (!('path' in reason) || reason.kind === 'output') return false
  const inside = reason.kind === 'dependency' ? reason.inside : undefined
  return reached.some((path) => {
    const isPart = path !== reason.path && isWithin(reason.path, path)
    if (!isPart || !inside) return overlaps(path, reason.path)
    return inside.shown.some((file) => overlaps(path, `${reason.path}/${file.path}`))
  })
}

function outputPaths({ outputs }: TrackedStage): string[] {
  return outputs.map(({ path }) => path)
}
