/** A drawn graph: groups of connected nodes, and edges from what is needed to what needs it. */
export interface DrawnGraph {
  readonly nodes: readonly string[]
  readonly edges: readonly (readonly [string, string])[]
  /** The nodes by connected part, in the order of the nodes. */
  readonly components: readonly (readonly string[])[]
}

/** Those next to each node that has any, in the order of the edges. */
export type Neighbours = ReadonlyMap<string, readonly string[]>

export function dotLines({ nodes, edges }: DrawnGraph): string[] {
  const quoted = (name: string) => `"${name}"`
  return [
    'strict digraph {',
    ...nodes.map((name) => `${quoted(name)};`),
    ...edges.map(([from, to]) => `${quoted(from)} -> ${quoted(to)};`),
    '}',
    '',
  ]
}

export function mermaidLines({ components, edges }: DrawnGraph): string[] {
  const numbers = new Map<string, number>()
  const { after } = neighboursOf(edges)
  const lines = ['flowchart TD']
  for (const component of components) {
    const names = [...component].sort()
    for (const name of names) numbers.set(name, numbers.size + 1)
    lines.push(...names.map((name) => `\tnode${numbers.get(name)}["${name}"]`))
    for (const name of names) {
      const following = (after.get(name) ?? []).map((next) => numbers.get(next)!).sort((a, b) => a - b)
      lines.push(...following.map((number) => `\tnode${numbers.get(name)}-->node${number}`))
    }
  }
  return lines
}

export function neighboursOf(edges: DrawnGraph['edges']): { readonly before: Neighbours; readonly after: Neighbours } {
  const before = new Map<string, string[]>()
  const after = new Map<string, string[]>()
  for (const [from, to] of edges) {
    listIn(before, to).push(from)
    listIn(after, from).push(to)
  }
  return { before, after }
}

function listIn(lists: Map<string, string[]>, name: string): string[] {
  const found = lists.get(name) ?? []
  lists.set(name, found)
  return found
}
