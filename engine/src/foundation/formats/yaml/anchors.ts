import type { MappingNode, Node, SequenceNode } from './nodes.ts'

/**
 * Names for the nodes that need an anchor: those that occur twice, by the name they had or else `id001`, `id002`, … in
 * the order in which their second place comes; and single scalars that had an anchor.
 */
export function nameAnchors(root: Node): ReadonlyMap<Node, string> {
  const namer = new AnchorNamer()
  namer.visit(root)
  return namer.names
}

class AnchorNamer {
  readonly names = new Map<Node, string>()
  private readonly seen = new Set<Node>()
  private made = 0

  visit(node: Node): void {
    if (node.type === 'scalar') {
      if (node.anchor !== undefined) this.names.set(node, node.anchor)
    } else if (this.seen.has(node)) this.name(node)
    else {
      this.seen.add(node)
      this.visitChildren(node)
    }
  }

  private visitChildren(node: SequenceNode | MappingNode): void {
    if (node.type === 'sequence') for (const item of node.items) this.visit(item.node)
    else {
      for (const entry of node.entries) {
        this.visit(entry.key)
        this.visit(entry.value)
      }
    }
  }

  private name(node: Node): void {
    if (this.names.has(node)) return
    this.names.set(node, ownName(node) ?? `id${String(++this.made).padStart(3, '0')}`)
  }
}

/** Names like those made here are made anew. */
function ownName(node: Node): string | undefined {
  return node.anchor !== undefined && !/^id(?!000)\d{3,}/.test(node.anchor) ? node.anchor : undefined
}
