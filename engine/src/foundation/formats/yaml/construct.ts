import type { Value, ValueMap } from '../values.ts'
import { type Scalar, Timestamp, WholeFloat } from '../values.ts'
import type { Entry, MappingNode, Node, ScalarNode } from './nodes.ts'
import { YamlProblem } from './yaml-problem.ts'

/** The value of a tree. Nodes that occur twice give one shared object. Throws a `YamlProblem` for doubled keys. */
export function construct(root: Node): Value {
  return new Constructor().value(root)
}

/** Gives values of nodes, always the same object for the same node. */
export class Constructor {
  private readonly made = new Map<Node, Value>()
  private readonly scalar: (node: ScalarNode) => Scalar

  /** `scalar` says what a scalar means, if that is not what its node says. */
  constructor(scalar: (node: ScalarNode) => Scalar = ({ value }) => value) {
    this.scalar = scalar
  }

  value(node: Node): Value {
    if (node.tag !== undefined) checkTag(node, node.tag)
    if (node.type === 'scalar') return this.scalar(node)
    const known = this.made.get(node)
    if (known !== undefined) return known
    return node.type === 'mapping'
      ? this.mapping(node)
      : this.sequence(
          node.items.map((item) => item.node),
          node,
        )
  }

  /** The entries that `<<` brings in, nearest first. */
  mergedEntries(node: MappingNode): ValueMap {
    const merged: ValueMap = new Map()
    for (const entry of node.entries.filter(isMerge)) {
      const sources = entry.value.type === 'sequence' ? entry.value.items.map((item) => item.node) : [entry.value]
      for (const source of sources.reverse()) this.addAll(merged, source)
    }
    return merged
  }

  private addAll(merged: ValueMap, source: Node): void {
    if (source.type !== 'mapping') throw new YamlProblem('"<<" needs a mapping or a list of mappings', source.start)
    for (const [key, value] of this.value(source) as ValueMap) merged.set(key, value)
  }

  private sequence(items: readonly Node[], node: Node): Value[] {
    const list: Value[] = []
    this.made.set(node, list)
    for (const item of items) list.push(this.value(item))
    return list
  }

  private mapping(node: MappingNode): ValueMap {
    const map: ValueMap = new Map()
    this.made.set(node, map)
    const hasMerge = node.entries.some(isMerge)
    if (hasMerge) for (const [key, value] of this.mergedEntries(node)) map.set(key, value)
    const seen = new Set<unknown>()
    for (const { key, value } of node.entries) {
      if (key.type !== 'scalar') throw new YamlProblem('a list or a mapping cannot be a key here', key.start)
      if (hasMerge && key.kind === 'merge') continue
      const name = this.scalar(key)
      const identity = keyIdentity(name)
      if (seen.has(identity)) throw new YamlProblem(`the key "${key.text}" stands here twice`, key.start)
      seen.add(identity)
      map.set(name, this.value(value))
    }
    return map
  }
}

const taggedTypes: Readonly<Record<string, Node['type']>> = {
  '!!str': 'scalar',
  '!!int': 'scalar',
  '!!float': 'scalar',
  '!!bool': 'scalar',
  '!!null': 'scalar',
  '!!timestamp': 'scalar',
  '!!seq': 'sequence',
  '!!map': 'mapping',
}

function checkTag(node: Node, tag: string): void {
  if (tag === '!' || taggedTypes[tag] === node.type) return
  const isKnown = taggedTypes[tag] !== undefined
  throw new YamlProblem(isKnown ? `this cannot be a "${tag}"` : `the tag "${tag}" is not known`, node.start)
}

export function isMerge({ key }: Entry): boolean {
  return key.type === 'scalar' && key.kind === 'merge'
}

/** What Python compares keys by: `1`, `1.0` and `True` are the same key. */
function keyIdentity(key: Scalar): unknown {
  if (key instanceof Timestamp) return `timestamp ${key.text}\0`
  if (key instanceof WholeFloat) return key.value
  if (typeof key === 'bigint') return key.toString() + '\0'
  return typeof key === 'boolean' ? Number(key) : key
}
