/** A node of a graph without circles, and those it comes after. */
export interface LayoutNode {
  readonly name: string
  readonly after: readonly string[]
}

export interface Placed {
  readonly name: string
  /** Counted from the left: one more than the farthest of those it comes after. */
  readonly layer: number
  /** Counted from the top of its layer. */
  readonly row: number
}

const sweeps = 4

/**
 * Layers from left to right, in each the order that has arrows cross little: again and again each node moves to the mean
 * place of its neighbours (the barycentre method of Sugiyama, Tagawa and Toda, 1981). Takes time in proportion to nodes and arrows, but
 * for sorting the layers.
 */
export function layeredLayout(nodes: readonly LayoutNode[]): Placed[] {
  const known = new Map(nodes.map((node) => [node.name, node]))
  const layerOf = layersOf(nodes, known)
  const layers: string[][] = []
  for (const { name } of nodes) (layers[layerOf.get(name)!] ??= []).push(name)
  const before = new Map(nodes.map(({ name, after }) => [name, after.filter((one) => known.has(one))]))
  const behind = reversed(before)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const layer of layers.slice(1)) arrange(layer, before, rowsIn(layers))
    for (const layer of layers.slice(0, -1).reverse()) arrange(layer, behind, rowsIn(layers))
  }
  return layers.flatMap((layer, index) => layer.map((name, row) => ({ name, layer: index, row })))
}

function layersOf(nodes: readonly LayoutNode[], known: ReadonlyMap<string, LayoutNode>): ReadonlyMap<string, number> {
  const layers = new Map<string, number>()
  const open = [...nodes].reverse()
  const entered = new Set<LayoutNode>()
  while (open.length > 0) {
    const node = open.at(-1)!
    const before = node.after.flatMap((name) => known.get(name) ?? [])
    const waits = entered.has(node) ? [] : before.filter(({ name }) => !layers.has(name))
    entered.add(node)
    if (waits.length > 0) {
      open.push(...waits)
      continue
    }
    open.pop()
    layers.set(node.name, Math.max(-1, ...before.map(({ name }) => layers.get(name) ?? -1)) + 1)
  }
  return layers
}

function reversed(before: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const behind = new Map<string, string[]>()
  for (const [to, all] of before)
    for (const from of all) {
      const known = behind.get(from)
      if (known) known.push(to)
      else behind.set(from, [to])
    }
  return behind
}

function rowsIn(layers: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(layers.flatMap((layer) => layer.map((name, row) => [name, row / layer.length] as const)))
}

function arrange(
  layer: string[],
  neighbours: ReadonlyMap<string, readonly string[]>,
  rows: ReadonlyMap<string, number>,
): void {
  const wanted = new Map(layer.map((name) => [name, mean(neighbours.get(name) ?? [], rows) ?? rows.get(name)!]))
  layer.sort((a, b) => wanted.get(a)! - wanted.get(b)!)
}

function mean(names: readonly string[], rows: ReadonlyMap<string, number>): number | undefined {
  if (names.length === 0) return undefined
  return names.reduce((sum, name) => sum + rows.get(name)!, 0) / names.length
}
