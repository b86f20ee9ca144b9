import type { Value, ValueMap } from '../values.ts'
import { Constructor, isMerge } from './construct.ts'
import { keysOf, lookUpKey, valueFor } from './keys.ts'
import type { MappingNode, Node, SequenceNode } from './nodes.ts'
import { newEntry, Representer, scalarNode } from './represent.ts'

export type Comparison = (a: Value, b: Value) => boolean

/** Brings new values into a tree, by DVC's rule for edits; see `editYaml`. */
export class TreeEditor {
  private readonly represent = new Representer()
  private readonly isSame: Comparison
  /** What the collections have become: one that stands in two places must become the same in both. */
  private readonly done = new Map<Node, Value>()

  constructor(isSame: Comparison) {
    this.isSame = isSame
  }

  /** The node for `value` in the place of `node`: the same one, changed, if it is a collection of the same kind. */
  merged(node: Node, value: Value): Node {
    if (node.type === 'mapping' && value instanceof Map) return this.mergedMapping(node, value)
    if (node.type === 'sequence' && Array.isArray(value)) return this.mergedSequence(node, value)
    if (node.type === 'scalar' && this.isSame(node.value, value)) return node
    return this.replacement(node, value)
  }

  /** Block texts stay block texts. */
  private replacement(node: Node, value: Value): Node {
    if (node.type !== 'scalar' || typeof value !== 'string') return this.represent.node(value)
    const isBlock = node.style === '|' || node.style === '>'
    return { ...scalarNode(value, isBlock ? node.style : ''), header: isBlock ? node.header : undefined }
  }

  private mergedMapping(node: MappingNode, map: ValueMap): Node {
    if (!this.claim(node, map)) return this.represent.node(map)
    this.mergeEntries(node, map)
    const inherited = new Constructor().mergedEntries(node)
    const isUnwanted = [...inherited.keys()].some((key) => lookUpKey(map, key) === undefined)
    if (isUnwanted) node.entries = node.entries.filter((entry) => !isMerge(entry))
    this.appendMissing(node, map, isUnwanted ? new Map() : inherited)
    return node
  }

  private claim(node: Node, value: Value): boolean {
    const earlier = this.done.get(node)
    if (earlier === undefined) this.done.set(node, value)
    return earlier === undefined || this.isSame(earlier, value)
  }

  private mergeEntries(node: MappingNode, map: ValueMap): void {
    node.entries = node.entries.filter((entry) => isMerge(entry) || valueFor(entry, map) !== undefined)
    for (const entry of node.entries) {
      const value = valueFor(entry, map)
      if (value !== undefined && !isMerge(entry)) entry.value = this.merged(entry.value, value)
    }
  }

  private appendMissing(node: MappingNode, map: ValueMap, inherited: ValueMap): void {
    const own = keysOf(node)
    for (const [key, value] of map) {
      const from = lookUpKey(inherited, key)
      const isThere = lookUpKey(own, key) !== undefined || (from !== undefined && this.isSame(from, value))
      if (!isThere) node.entries.push(newEntry(scalarNode(key), this.represent.node(value)))
    }
  }

  private mergedSequence(node: SequenceNode, list: Value[]): Node {
    if (!this.claim(node, list)) return this.represent.node(list)
    const isSameLength = node.items.length === list.length
    if (isSameLength) for (const [i, item] of node.items.entries()) item.node = this.merged(item.node, list[i] as Value)
    else node.items = list.map((value) => ({ node: this.represent.node(value), post: undefined, pre: undefined }))
    return node
  }
}
