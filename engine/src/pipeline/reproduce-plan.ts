import type { TrackedStage } from '../data/index.ts'
import { absolutePath } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import type { StageGraph } from './graph.ts'
import {
  type Addition,
  OrderFile,
  PlannedOrder,
  type Room,
  rank,
  roomForMany,
  roomForOne,
  sideBySide,
} from './parallel/index.ts'
import { type PipelineCall, type PipelineContext, stagesByAddress } from './pipeline-context.ts'
import { policyFile, readProjectPolicy } from './policy/index.ts'
import type { Pulling } from './pulling.ts'
import { ReproduceWalk, type WalkRequest } from './reproduce-walk.ts'

export interface ReproduceRequest extends Omit<WalkRequest, 'room' | 'order' | 'pulling'> {
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
  /** How many stages may run at once. */
  readonly jobs: number
  /** End what runs when something fails. */
  readonly failFast: boolean
}

/** The stages of the `dvc.yaml` in the working directory and what they need, one after the other, until one fails. */
export const plainReproduction: ReproduceRequest = {
  targets: [],
  singleItem: false,
  downstream: false,
  pipeline: false,
  allPipelines: false,
  isRecursive: false,
  isPattern: false,
  pull: false,
  force: false,
  forceDownstream: false,
  dry: false,
  withoutRunCache: false,
  withoutCommit: false,
  withoutKeeping: false,
  allowMissing: false,
  onFailure: 'stop',
  jobs: 1,
  failFast: false,
}

/** What to bring up to date, in an order in which it could be done one by one. */
export interface ReproducePlan {
  readonly context: PipelineContext
  readonly request: ReproduceRequest
  readonly graph: StageGraph<TrackedStage>
  readonly nodes: readonly TrackedStage[]
}

export function walkFor(
  { context, request, graph, nodes }: ReproducePlan,
  { room, pulling }: { readonly room: Room; readonly pulling?: Pulling | undefined },
  call: PipelineCall,
): ReproduceWalk {
  const file = new OrderFile(context)
  const keep = request.jobs > 1 ? (addition: Addition) => file.append(addition) : undefined
  const order = new PlannedOrder(
    nodes.map(({ address }) => address),
    file.read(),
    keep,
  )
  return new ReproduceWalk(context, { ...request, room, order, pulling }, graph, call)
}

/** One stage after the other. */
export async function walkInTurn(
  plan: ReproducePlan,
  pulling: Pulling | undefined,
  call: PipelineCall,
): Promise<ReproduceWalk> {
  const { context } = plan
  const walk = walkFor(plan, { room: roomForOne(policiesOf(context).of), pulling }, call)
  for (const node of plan.nodes) await context.turns.take(() => walk.visit(node))
  return walk
}

/** Stages that do not need each other at once, as many as there is room for. */
export async function walkSideBySide(
  plan: ReproducePlan,
  pulling: Pulling | undefined,
  call: PipelineCall,
): Promise<ReproduceWalk> {
  const { context } = plan
  const { project, of: policyOf } = policiesOf(context)
  const stages = stagesByAddress(context)
  const { earlierOf, laterOf } = connectionsOf(plan)
  const durations = new Map(plan.nodes.map(({ address }) => [address, context.attempts.lastDuration(address)]))
  const secondsOf = ({ address }: { readonly address: string }) => durations.get(address)
  const priorityOf = ({ address }: TrackedStage) => {
    const stage = stages.get(address)
    return stage ? policyOf(stage).priority : 0
  }
  const nodes = rank<TrackedStage>({ nodes: plan.nodes, followersOf: laterOf, secondsOf, priorityOf })
  const ranked = nodes.flatMap(({ address }) => stages.get(address) ?? [])
  const room = roomForMany(context, { jobs: plan.request.jobs, policy: project, policyOf, ranked, secondsOf }, call)
  const ending = new AbortController()
  const walk = walkFor(plan, { room, pulling }, { ...call, signal: AbortSignal.any([call.signal, ending.signal]) })
  const stop = () => {
    room.close()
    if (plan.request.failFast) ending.abort()
  }
  call.signal.addEventListener('abort', stop, { once: true })
  await sideBySide({ nodes, earlierOf, visit: (node) => context.turns.take(() => walk.visit(node)), stop })
  return walk
}

function policiesOf(context: PipelineContext) {
  const project = readProjectPolicy(context.files.readText(absolutePath(context.root, policyFile)))
  const known = new Map<string, ReturnType<typeof project.of>>()
  const of = ({ address, meta }: Stage) => {
    const policy = known.get(address) ?? project.of(address, meta)
    known.set(address, policy)
    return policy
  }
  return { project, of }
}

/** Who is connected with whom, by who comes first in the plan: also where that is the other way round than usual. */
function connectionsOf({ graph, nodes }: ReproducePlan) {
  const place = new Map(nodes.map((node, index) => [node, index]))
  const connected = (node: TrackedStage) =>
    [...graph.producersOf(node), ...graph.consumersOf(node)].filter((other) => place.has(other))
  return {
    earlierOf: (node: TrackedStage) => connected(node).filter((other) => place.get(other)! < place.get(node)!),
    laterOf: (node: TrackedStage) => connected(node).filter((other) => place.get(other)! > place.get(node)!),
  }
}
