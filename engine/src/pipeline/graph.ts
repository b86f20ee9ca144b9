import type { RepoPath } from '../foundation/base/index.ts'
import {
  circles,
  clashingOutputs,
  fileInsideOutput,
  type GraphMistake,
  toldTogether,
  type Words,
  wordsFrom,
} from './graph-mistakes.ts'
import type { GraphNode, GraphWording, StageGraph } from './graph-node.ts'
import { OutputTrie } from './output-trie.ts'

export type { GraphNode, StageGraph } from './graph-node.ts'

/**
 * The graph of `nodes`: an edge for every dependency that is, lies inside, or contains another stage's output. Near
 * linear in the number of paths. Throws a `Failure` for outputs made twice, outputs inside each other, stage files
 * inside an output, and circles: for all of them at once.
 */
export function buildGraph<Node extends GraphNode>(
  nodes: readonly Node[],
  wording: GraphWording<Node> = {},
): StageGraph<Node> {
  const { graph, mistakes } = examineGraph(nodes, wording)
  if (mistakes.length > 0) throw toldTogether(mistakes.map(({ failure }) => failure))
  return graph
}

/** The graph as far as it can be made, and what is wrong with it. Of clashing outputs the first one counts. */
export function examineGraph<Node extends GraphNode>(
  nodes: readonly Node[],
  wording: GraphWording<Node> = {},
): { readonly graph: StageGraph<Node>; readonly mistakes: readonly GraphMistake<Node>[] } {
  const words = wordsFrom(wording)
  const { outputs, clashes } = trieOfOutputs(nodes, words)
  const inside = nodes.flatMap((node) => fileInsideOutput(node, outputs.pathAbove(node.file), words))
  const producers = new Map(nodes.map((node) => [node, producersFrom(node, outputs)]))
  const graph = graphFrom(nodes, producers, (path) => outputs.ownersAbove(path)[0])
  return { graph, mistakes: [...clashes, ...inside, ...circles(graph, words)] }
}

/** The graph in which frozen stages wait for nobody. */
export function withoutFrozenEdges<Node extends GraphNode>(graph: StageGraph<Node>): StageGraph<Node> {
  if (!graph.nodes.some((node) => node.isFrozen)) return graph
  const producers = new Map(graph.nodes.map((node) => [node, node.isFrozen ? [] : graph.producersOf(node)]))
  return graphFrom(graph.nodes, producers, graph.makerOf)
}

function trieOfOutputs<Node extends GraphNode>(nodes: readonly Node[], words: Words<Node>) {
  const outputs = new OutputTrie<Node>()
  const clashes: GraphMistake<Node>[] = []
  for (const node of nodes) {
    for (const { path } of node.outputs) {
      const clash = outputs.insert(path, node)
      if (clash) clashes.push(clashingOutputs({ path, owner: node }, clash, words))
    }
  }
  return { outputs, clashes }
}

function producersFrom<Node extends GraphNode>(node: Node, outputs: OutputTrie<Node>): Node[] {
  const found = new Set<Node>()
  for (const path of node.dependencies) {
    for (const owner of outputs.ownersAbove(path)) found.add(owner)
    for (const owner of outputs.ownersBelow(path)) found.add(owner)
  }
  return [...found]
}

function graphFrom<Node extends GraphNode>(
  nodes: readonly Node[],
  producers: ReadonlyMap<Node, readonly Node[]>,
  makerOf: (path: RepoPath) => Node | undefined,
): StageGraph<Node> {
  const consumers = new Map<Node, Node[]>(nodes.map((node) => [node, []]))
  for (const [node, made] of producers) for (const producer of made) consumers.get(producer)?.push(node)
  return {
    nodes,
    producersOf: (node) => producers.get(node) ?? [],
    consumersOf: (node) => consumers.get(node) ?? [],
    makerOf,
  }
}
