import type { DrawnGraph } from './graph.ts'

/**
 * The graph as text that can be read without a drawing: every stage below all it needs, with what it needs behind it.
 */
export function asciiGraph(graph: DrawnGraph): string[] {
  return graph.components.flatMap((component, index) => [
    ...(index === 0 ? [] : ['']),
    ...componentLines(component, graph),
  ])
}

function componentLines(component: readonly string[], { edges }: DrawnGraph): string[] {
  const depths = depthsOf(component, edges)
  const ordered = [...component].sort((a, b) => depths.get(a)! - depths.get(b)!)
  return ordered.map((name) => {
    const needs = edges.filter(([, to]) => to === name).map(([from]) => from)
    const depth = depths.get(name) ?? 0
    const branch = depth === 0 ? '' : `${'   '.repeat(depth - 1)}└─ `
    return `${branch}${name}${needs.length > 1 ? `  (needs ${needs.join(', ')})` : ''}`
  })
}

/** Length of the longest way to each node. */
function depthsOf(component: readonly string[], edges: DrawnGraph['edges']): Map<string, number> {
  const depths = new Map(component.map((name) => [name, 0]))
  for (let round = 0, isChanged = true; isChanged && round < component.length; round++) {
    isChanged = false
    for (const [from, to] of edges) {
      const depth = (depths.get(from) ?? 0) + 1
      if (!depths.has(from) || !depths.has(to) || depths.get(to)! >= depth) continue
      depths.set(to, depth)
      isChanged = true
    }
  }
  return depths
}
