import { reachable } from './plan.ts'

/** Names, and which of them needs which. */
export interface NameGraph {
  readonly nodes: readonly string[]
  /** From what is needed to what needs it. */
  readonly edges: readonly (readonly [string, string])[]
}

/** What `targets` need, and they themselves; with `isFull` all that is connected with them. */
export function partAround(graph: NameGraph, targets: readonly string[], isFull: boolean): NameGraph {
  const next = neighbours(graph, isFull ? 'both' : 'needed')
  const kept = reachable(targets, (name) => next.get(name) ?? [])
  return {
    nodes: graph.nodes.filter((name) => kept.has(name)),
    edges: graph.edges.filter(([from, to]) => kept.has(from) && kept.has(to)),
  }
}

/** Members of a foreach or matrix stage become one node, which comes after all others. */
export function collapseGroups({ nodes, edges }: NameGraph): NameGraph {
  const others = nodes.filter((name) => groupOf(name) === name)
  const groups = nodes.filter((name) => groupOf(name) !== name).map(groupOf)
  const collapsed = edges.map(([from, to]) => [groupOf(from), groupOf(to)] as const)
  return {
    nodes: [...new Set([...others, ...groups])],
    edges: [...new Map(collapsed.map((edge) => [edge.join('\n'), edge])).values()],
  }
}

function groupOf(name: string): string {
  return name.endsWith('.dvc') ? name : name.split('@', 1)[0]!
}

/** The nodes by connected part, both in the order of the nodes. */
export function componentsOf(graph: NameGraph): string[][] {
  const next = neighbours(graph, 'both')
  const components = new Map<string, string[]>()
  for (const start of graph.nodes) {
    if (components.has(start)) continue
    const component: string[] = []
    for (const name of reachable([start], (one: string) => next.get(one)!)) components.set(name, component)
  }
  for (const name of graph.nodes) components.get(name)!.push(name)
  return [...new Set(components.values())]
}

function neighbours({ nodes, edges }: NameGraph, which: 'needed' | 'both'): Map<string, string[]> {
  const found = new Map<string, string[]>(nodes.map((name) => [name, []]))
  for (const [from, to] of edges) {
    found.get(to)!.push(from)
    if (which === 'both') found.get(from)!.push(to)
  }
  return found
}
