import type { GraphNode, StageGraph } from './graph.ts'
import { withoutFrozenEdges } from './graph.ts'

export interface PlanRequest<Node extends GraphNode> {
  /** The stages that were asked for, in that order. None of them means the whole graph. */
  readonly targets: readonly Node[]
  readonly scope?: PlanScope
}

/**
 * What belongs to the targets. `upstream`: all they depend on. `alone`: nothing. `downstream`: all that depends on
 * them; what lies above is not looked at. `pipelines`: everything connected with them. `everything`: the whole graph.
 */
export type PlanScope = 'upstream' | 'alone' | 'downstream' | 'pipelines' | 'everything'

/** The scope that a set of switches means: the pipelines win over a single stage, and that over downstream. */
export function planScope(switches: {
  readonly singleItem?: boolean
  readonly downstream?: boolean
  readonly pipeline?: boolean
  readonly allPipelines?: boolean
}): PlanScope {
  if (switches.allPipelines) return 'everything'
  if (switches.pipeline) return 'pipelines'
  if (switches.singleItem) return 'alone'
  return switches.downstream ? 'downstream' : 'upstream'
}

/**
 * The stages to look at, producers before consumers. Beyond that the order is that of the nodes, depth first, so that
 * it is the same in every run. Frozen stages do not draw in what they depend on.
 */
export function planStages<Node extends GraphNode>(graph: StageGraph<Node>, request: PlanRequest<Node>): Node[] {
  const targets = [...new Set(request.targets)]
  const scope = request.scope ?? 'upstream'
  if (scope === 'alone') return targets
  const active = withoutFrozenEdges(graph)
  if (scope === 'everything' || targets.length === 0) return inOrder(active, active.nodes, active.nodes)
  if (scope === 'pipelines') return planPipelines(active, targets)
  const members = reachable(targets, scope === 'upstream' ? active.producersOf : active.consumersOf)
  return inOrder(active, active.nodes, members)
}

/** Each target's whole component, in the order of the targets. */
function planPipelines<Node extends GraphNode>(graph: StageGraph<Node>, targets: readonly Node[]): Node[] {
  const neighbours = (node: Node) => [...graph.producersOf(node), ...graph.consumersOf(node)]
  const starts = new Set<Node>()
  for (const target of targets) {
    if (starts.has(target)) continue
    const component = reachable([target], neighbours)
    for (const node of graph.nodes) if (component.has(node)) starts.add(node)
  }
  return inOrder(graph, starts, starts)
}

/** Everything that a node waits for, directly or not, itself included. */
export function reachable<Node>(starts: Iterable<Node>, next: (node: Node) => readonly Node[]): Set<Node> {
  const found = new Set(starts)
  for (const node of found) for (const neighbour of next(node)) found.add(neighbour)
  return found
}

/** Depth-first post-order over `members`, without recursion: chains may be longer than the stack is deep. */
function inOrder<Node extends GraphNode>(
  graph: StageGraph<Node>,
  starts: Iterable<Node>,
  members: Iterable<Node>,
): Node[] {
  const waiting = new Set(members)
  const order: Node[] = []
  for (const start of starts) {
    if (!waiting.delete(start)) continue
    const path = [{ node: start, next: 0 }]
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const child = graph.producersOf(step.node)[step.next++]
      if (child === undefined) {
        order.push(step.node)
        path.pop()
      } else if (waiting.delete(child)) path.push({ node: child, next: 0 })
    }
  }
  return order
}
