import type { Scalar, Value, ValueMap } from '../values.ts'
import { Timestamp, WholeFloat } from '../values.ts'
import type { Entry, Item, MappingNode, Node, ScalarNode, SequenceNode } from './nodes.ts'
import type { PlainKind } from './resolve.ts'
import { spellingOf } from './spelling.ts'
import type { ScalarStyle } from './tokens.ts'

/** Makes nodes for new values; the same list or mapping given twice becomes the same node, so an anchor and an alias. */
export class Representer {
  private readonly made = new Map<object, Node>()

  node(value: Value): Node {
    if (!Array.isArray(value) && !(value instanceof Map)) return scalarNode(value)
    const known = this.made.get(value)
    if (known) return known
    return Array.isArray(value) ? this.sequence(value) : this.mapping(value)
  }

  private sequence(list: readonly Value[]): SequenceNode {
    const items: Item[] = []
    const node = newSequence(items)
    this.made.set(list, node)
    for (const value of list) items.push({ node: this.node(value), post: undefined, pre: undefined })
    return node
  }

  private mapping(map: ValueMap): MappingNode {
    const entries: Entry[] = []
    const node = newMapping(entries)
    this.made.set(map, node)
    for (const [key, value] of map) entries.push(newEntry(scalarNode(key), this.node(value)))
    return node
  }
}

/** What a collection has that was in no text before. */
const fresh = {
  start: -1,
  endOffset: undefined,
  anchor: undefined,
  tag: undefined,
  post: undefined,
  pre: undefined,
  end: undefined,
  isFlow: false,
} as const

function newSequence(items: Item[]): SequenceNode {
  return { type: 'sequence', ...fresh, items }
}

function newMapping(entries: Entry[]): MappingNode {
  return { type: 'mapping', ...fresh, entries }
}

const noComments = { post: undefined, pre: undefined }

export function newEntry(key: Node, value: Node): Entry {
  return { key, value, ofKey: noComments, ofValue: noComments }
}

/** A node for a scalar; texts may ask for a block style. */
export function scalarNode(value: Scalar, style: ScalarStyle = ''): ScalarNode {
  return {
    type: 'scalar',
    start: -1,
    endOffset: undefined,
    anchor: undefined,
    tag: undefined,
    text: spellingOf(value),
    kind: kindOf(value),
    value,
    style,
    header: undefined,
    folded: undefined,
  }
}

function kindOf(value: Scalar): PlainKind {
  if (value === null) return 'null'
  if (value instanceof WholeFloat) return 'float'
  if (value instanceof Timestamp) return 'timestamp'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  if (typeof value === 'bigint') return 'int'
  return typeof value === 'boolean' ? 'bool' : 'str'
}
