import { Failure, type RepoPath } from '../foundation/base/index.ts'
import { findCircle } from './find-circle.ts'
import { OutputTrie } from './output-trie.ts'

/** What the graph knows of a stage; a `TrackedStage` is one. */
export interface GraphNode {
  readonly address: string
  readonly file: RepoPath
  /** What it reads, params files included. */
  readonly dependencies: readonly RepoPath[]
  readonly outputs: readonly { readonly path: RepoPath }[]
  readonly isFrozen: boolean
}

/** Stages, and who makes what another one reads. Lists keep the order in which the edges were found. */
export interface StageGraph<Node extends GraphNode> {
  readonly nodes: readonly Node[]
  producersOf(node: Node): readonly Node[]
  consumersOf(node: Node): readonly Node[]
  /** The stage that makes `path` or a directory above it. */
  makerOf(path: RepoPath): Node | undefined
}

/** How places are written in messages; without it from the root. */
export interface GraphWording<Node extends GraphNode> {
  readonly path?: (path: RepoPath) => string
  readonly address?: (node: Node) => string
  /** The stage being added, which is left out when it is said who else has an output. */
  readonly adding?: Node
}

/**
 * The graph of `nodes`: an edge for every dependency that is, lies inside, or contains another stage's output. Near
 * linear in the number of paths. Throws a `Failure` for an output made twice, outputs inside each other, a stage file
 * inside an output, and circles.
 */
export function buildGraph<Node extends GraphNode>(
  nodes: readonly Node[],
  wording: GraphWording<Node> = {},
): StageGraph<Node> {
  const words = wordsFrom(wording)
  const outputs = trieOfOutputs(nodes, words)
  for (const node of nodes) refuseFileInsideOutput(node, outputs, words)
  const producers = new Map(nodes.map((node) => [node, producersFrom(node, outputs)]))
  const graph = graphFrom(nodes, producers, (path) => outputs.ownersAbove(path)[0])
  refuseCircle(graph, words)
  return graph
}

/** The graph in which frozen stages wait for nobody. */
export function withoutFrozenEdges<Node extends GraphNode>(graph: StageGraph<Node>): StageGraph<Node> {
  if (!graph.nodes.some((node) => node.isFrozen)) return graph
  const producers = new Map(graph.nodes.map((node) => [node, node.isFrozen ? [] : graph.producersOf(node)]))
  return graphFrom(graph.nodes, producers, graph.makerOf)
}

type Words<Node extends GraphNode> = Required<Omit<GraphWording<Node>, 'adding'>> & Pick<GraphWording<Node>, 'adding'>

function wordsFrom<Node extends GraphNode>(wording: GraphWording<Node>): Words<Node> {
  return { path: (path) => path, address: (node) => node.address, ...wording }
}

function trieOfOutputs<Node extends GraphNode>(nodes: readonly Node[], words: Words<Node>): OutputTrie<Node> {
  const outputs = new OutputTrie<Node>()
  for (const node of nodes) {
    for (const { path } of node.outputs) {
      const clash = outputs.insert(path, node)
      if (clash)
        throw clash.path === path ? madeTwice(path, [node, clash.owner], words) : nested(path, node, clash, words)
    }
  }
  return outputs
}

function madeTwice<Node extends GraphNode>(path: RepoPath, makers: readonly Node[], words: Words<Node>): Failure {
  const others = [...new Set(makers)].filter((node) => node !== words.adding).map(words.address)
  const shown = words.path(path)
  if (others.length > 1) {
    const list = others.map((address) => `\n\t- ${address}`).join('')
    return new Failure('outputs-overlap', `output '${shown}' is specified in:${list}`, {
      hint: 'Use `dvc remove` with any of the above targets to stop tracking the overlapping output.',
    })
  }
  const other = others[0] ?? makers.map(words.address)[0]
  return new Failure('outputs-overlap', `output '${shown}' is already specified in stage: '${other}'.`, {
    hint: `Use \`dvc remove ${other}\` to stop tracking the overlapping output.`,
  })
}

function nested<Node extends GraphNode>(
  path: RepoPath,
  node: Node,
  clash: { readonly path: RepoPath; readonly owner: Node },
  words: Words<Node>,
): Failure {
  const own = { path, owner: node }
  const [outer, inner] = clash.path.length < path.length ? [clash, own] : [own, clash]
  const line = (place: typeof own) => `'${words.path(place.path)}'('${words.address(place.owner)}')`
  return new Failure(
    'outputs-overlap',
    `The output paths:\n${line(outer)}\n${line(inner)}\noverlap and are thus in the same tracked directory.`,
    { hint: 'To keep reproducibility, outputs should be in separate tracked directories or tracked individually.' },
  )
}

function refuseFileInsideOutput<Node extends GraphNode>(node: Node, outputs: OutputTrie<Node>, words: Words<Node>) {
  const path = outputs.pathAbove(node.file)
  if (path === undefined) return
  throw new Failure(
    'outputs-overlap',
    `stage: '${words.address(node)}' is within an output '${words.path(path)}' of another stage`,
    { hint: `Move "${words.path(node.file)}" out of "${words.path(path)}", or stop tracking that directory.` },
  )
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

function refuseCircle<Node extends GraphNode>(graph: StageGraph<Node>, words: Words<Node>): void {
  const circle = findCircle(graph.nodes, graph.producersOf)
  if (!circle) return
  const inOrder = graph.nodes.filter((node) => circle.has(node)).map(words.address)
  throw new Failure(
    'pipeline-cycle',
    `Same item(s) are defined as both a dependency and an output in stage${inOrder.length === 1 ? '' : 's'}: ${inOrder.join(', ')}.`,
    { hint: 'Take one of these dependencies or outputs out of the circle.' },
  )
}
