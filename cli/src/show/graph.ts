/** A drawn graph: groups of connected nodes, and edges from what is needed to what needs it. */
export interface DrawnGraph {
  readonly nodes: readonly string[]
  readonly edges: readonly (readonly [string, string])[]
  /** The nodes by connected part, in the order of the nodes. */
  readonly components: readonly (readonly string[])[]
}

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
  const lines = ['flowchart TD']
  for (const component of components) {
    const names = [...component].sort()
    for (const name of names) numbers.set(name, numbers.size + 1)
    lines.push(...names.map((name) => `\tnode${numbers.get(name)}["${name}"]`))
    const inside = edges.filter(([from]) => component.includes(from))
    lines.push(...inside.map(([from, to]) => `\tnode${numbers.get(from)}-->node${numbers.get(to)}`).sort())
  }
  return lines
}
