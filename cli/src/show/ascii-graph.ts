import { type DrawnGraph, type Neighbours, neighboursOf } from './graph.ts'

/**
 * The graph as text that can be read without a drawing: every stage below all it needs, with what it needs behind it.
 */
export function asciiGraph({ components, edges }: DrawnGraph): string[] {
  const { before, after } = neighboursOf(edges.filter(([from, to]) => from !== to))
  return components.flatMap((component, index) => [
    ...(index === 0 ? [] : ['']),
    ...componentLines(component, before, after),
  ])
}

function componentLines(component: readonly string[], before: Neighbours, after: Neighbours): string[] {
  const depths = depthsOf(component, before, after)
  const ordered = [...component].sort((a, b) => depths.get(a)! - depths.get(b)!)
  return ordered.map((name) => {
    const needs = before.get(name) ?? []
    const depth = depths.get(name)!
    const branch = depth === 0 ? '' : `${'   '.repeat(depth - 1)}└─ `
    return `${branch}${name}${needs.length > 1 ? `  (needs ${needs.join(', ')})` : ''}`
  })
}

/** Length of the longest way to each node. Nodes in a circle, as groups shown as one may be, stay where the circle began. */
function depthsOf(component: readonly string[], before: Neighbours, after: Neighbours): Map<string, number> {
  const depths = new Map(component.map((name) => [name, 0]))
  const waitsFor = new Map(component.map((name) => [name, before.get(name)?.length ?? 0]))
  const ready = component.filter((name) => waitsFor.get(name) === 0)
  for (const name of ready) {
    for (const next of after.get(name) ?? []) {
      depths.set(next, Math.max(depths.get(next)!, depths.get(name)! + 1))
      waitsFor.set(next, waitsFor.get(next)! - 1)
      if (waitsFor.get(next) === 0) ready.push(next)
    }
  }
  return depths
}
