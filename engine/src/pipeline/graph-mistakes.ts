import { Failure, type RepoPath } from '../foundation/base/index.ts'
import { findCircle } from './find-circle.ts'
import type { GraphNode, GraphWording, StageGraph } from './graph-node.ts'

/** Something that keeps stages from being put in an order. */
export interface GraphMistake<Node> {
  readonly kind: 'overlap' | 'inside-output' | 'circle'
  /** The stages that are to blame, the one that came last first. */
  readonly nodes: readonly Node[]
  /** The output in question; of a circle there is none. */
  readonly path?: RepoPath
  readonly failure: Failure
}

/** How places are written, with a way for all of them. */
export type Words<Node extends GraphNode> = Required<Omit<GraphWording<Node>, 'adding'>> &
  Pick<GraphWording<Node>, 'adding'>

export function wordsFrom<Node extends GraphNode>(wording: GraphWording<Node>): Words<Node> {
  return { path: (path) => path, address: (node) => node.address, ...wording }
}

const mostShown = 20

/** All mistakes in one failure; its first lines are those of the first one. */
export function toldTogether(failures: readonly Failure[]): Failure {
  const [first, ...others] = failures as [Failure, ...Failure[]]
  if (others.length === 0) return first
  const shown = others
    .slice(0, mostShown - 1)
    .map(({ message, hint }) => (hint === undefined ? message : `${message}\n${hint}`))
  const left = failures.length - mostShown
  const excerpt = [...shown, ...(left > 0 ? [`${left} more`] : [])].join('\n\n')
  return new Failure(first.code, `${first.message}${first.hint === undefined ? '' : `\n${first.hint}`}`, {
    excerpt,
    hint: `These are ${failures.length} mistakes; to see where each of them stands: sterna check`,
  })
}

interface Place<Node> {
  readonly path: RepoPath
  readonly owner: Node
}

/** One output twice, or one inside the other. */
export function clashingOutputs<Node extends GraphNode>(
  own: Place<Node>,
  clash: Place<Node>,
  words: Words<Node>,
): GraphMistake<Node> {
  const nodes = [own.owner, clash.owner]
  const isSame = clash.path === own.path
  const failure = isSame ? madeTwice(own.path, nodes, words) : nested(own, clash, words)
  return { kind: 'overlap', nodes, path: own.path, failure }
}

function madeTwice<Node extends GraphNode>(path: RepoPath, makers: readonly Node[], words: Words<Node>): Failure {
  const others = [...new Set(makers)].filter((node) => node !== words.adding).map(words.address)
  const shown = words.path(path)
  if (others.length > 1) {
    const list = others.map((address) => `\n\t- ${address}`).join('')
    return new Failure('outputs-overlap', `output '${shown}' is specified in:${list}`, {
      hint: 'Use `sterna remove` with any of the above targets to stop tracking the overlapping output.',
    })
  }
  const other = others[0] ?? makers.map(words.address)[0]
  return new Failure('outputs-overlap', `output '${shown}' is already specified in stage: '${other}'.`, {
    hint: `Use \`sterna remove ${other}\` to stop tracking the overlapping output.`,
  })
}

function nested<Node extends GraphNode>(own: Place<Node>, clash: Place<Node>, words: Words<Node>): Failure {
  const [outer, inner] = clash.path.length < own.path.length ? [clash, own] : [own, clash]
  const line = (place: typeof own) => `'${words.path(place.path)}'('${words.address(place.owner)}')`
  return new Failure(
    'outputs-overlap',
    `The output paths:\n${line(outer)}\n${line(inner)}\noverlap and are thus in the same tracked directory.`,
    { hint: 'To keep reproducibility, outputs should be in separate tracked directories or tracked individually.' },
  )
}

/** A stage file that lies in what somebody makes; `path` is that output, if there is one. */
export function fileInsideOutput<Node extends GraphNode>(
  node: Node,
  path: RepoPath | undefined,
  words: Words<Node>,
): GraphMistake<Node>[] {
  if (path === undefined) return []
  const failure = new Failure(
    'outputs-overlap',
    `stage: '${words.address(node)}' is within an output '${words.path(path)}' of another stage`,
    { hint: `Move "${words.path(node.file)}" out of "${words.path(path)}", or stop tracking that directory.` },
  )
  return [{ kind: 'inside-output', nodes: [node], path, failure }]
}

/** Stages that wait for each other; of circles with a stage in common one is told. */
export function circles<Node extends GraphNode>(graph: StageGraph<Node>, words: Words<Node>): GraphMistake<Node>[] {
  const found: GraphMistake<Node>[] = []
  const told = new Set<Node>()
  const next = (node: Node) => (told.has(node) ? [] : graph.producersOf(node).filter((producer) => !told.has(producer)))
  for (let circle = findCircle(graph.nodes, graph.producersOf); circle; circle = findCircle(graph.nodes, next)) {
    const nodes = graph.nodes.filter((node) => circle!.has(node))
    found.push({ kind: 'circle', nodes, failure: inCircle(nodes.map(words.address)) })
    for (const node of nodes) told.add(node)
  }
  return found
}

function inCircle(addresses: readonly string[]): Failure {
  return new Failure(
    'pipeline-cycle',
    `Same item(s) are defined as both a dependency and an output in stage${addresses.length === 1 ? '' : 's'}: ${addresses.join(', ')}.`,
    { hint: 'Take one of these dependencies or outputs out of the circle.' },
  )
}
