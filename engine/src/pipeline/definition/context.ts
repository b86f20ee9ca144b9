import type { Scalar, Value } from '../../foundation/formats/index.ts'
import { dottedKey } from './expression.ts'
import { TemplateMistake } from './template-mistake.ts'

/** Where a value of the context comes from. */
export interface Origin {
  /** A file from the project's root, or a label such as `vars[0]`; undefined for values made on the way. */
  readonly source: string | undefined
  /** Whether `source` is a file, whose use is worth remembering. */
  readonly isFile: boolean
  readonly keys: readonly string[]
}

/** Mappings and lists know the origin of each entry. Mappings can be merged, all else is taken as a whole. */
export type Node =
  | { readonly kind: 'mapping'; readonly entries: Map<string, Node>; readonly origin: Origin }
  | { readonly kind: 'list'; readonly items: readonly Node[]; readonly origin: Origin }
  | { readonly kind: 'value'; readonly value: Scalar; readonly origin: Origin }

type MappingNode = Extract<Node, { kind: 'mapping' }>

/** The values that `${…}` can name. */
export interface Context {
  readonly root: MappingNode
  /** Files that were loaded: wholly (`'whole'`), or these keys of them. */
  readonly loaded: Map<string, 'whole' | readonly string[]>
  /** Keys that no file may set now, `item` and `key` of a group. */
  readonly reserved: readonly string[]
}

/** Called for every value that an expression takes. */
export type OnUse = (node: Node) => void

export function emptyContext(): Context {
  return { root: { kind: 'mapping', entries: new Map(), origin: nowhere }, loaded: new Map(), reserved: [] }
}

/** A context that may grow without changing this one. */
export function copyContext(context: Context): Context {
  return { root: copyMapping(context.root), loaded: new Map(context.loaded), reserved: context.reserved }
}

/** The context with these keys set, and reserved. */
export function withReserved(context: Context, values: ReadonlyMap<string, Node>): Context {
  const entries = new Map([...context.root.entries, ...values])
  return { root: { ...context.root, entries }, loaded: context.loaded, reserved: [...values.keys()] }
}

export const nowhere: Origin = { source: undefined, isFile: false, keys: [] }

/** `value` as a part of the context. Keys that are no text cannot be named and are left out. */
export function nodeOf(value: Value, origin: Origin): Node {
  if (Array.isArray(value)) return listOf(value, origin)
  if (!(value instanceof Map)) return { kind: 'value', value, origin }
  const entries = new Map<string, Node>()
  for (const [key, inner] of value) if (typeof key === 'string') entries.set(key, nodeOf(inner, below(origin, key)))
  return { kind: 'mapping', entries, origin }
}

/** Its items are made when they are asked for: lists in params files may be long, and few are looked into. */
function listOf(list: readonly Value[], origin: Origin): Node {
  let items: readonly Node[] | undefined
  return {
    kind: 'list',
    origin,
    get items() {
      items ??= list.map((item, index) => nodeOf(item, below(origin, String(index))))
      return items
    },
  }
}

/** The value that a node stands for. */
export function plainValue(node: Node): Value {
  if (node.kind === 'value') return node.value
  if (node.kind === 'list') return node.items.map(plainValue)
  return new Map<Scalar, Value>([...node.entries].map(([key, inner]) => [key, plainValue(inner)]))
}

/** The part of the context that `key` names; the key is quoted in the mistake as it is given. */
export function select(context: Context, key: string): Node {
  let node: Node | undefined = context.root
  for (const part of dottedKey(key).split('.')) {
    node = node && childOf(node, part.trim())
    if (!node) throw new TemplateMistake('missing', `Could not find '${key}'`)
  }
  return node
}

function childOf(node: Node, part: string): Node | undefined {
  if (node.kind === 'mapping') return node.entries.get(part)
  if (node.kind !== 'list' || !/^[+-]?\d+(?:_\d+)*$/.test(part)) return undefined
  return node.items.at(Number(part.replaceAll('_', '')))
}

function below(origin: Origin, key: string): Origin {
  return { ...origin, keys: [...origin.keys, key] }
}

function copyMapping(node: MappingNode): MappingNode {
  const entries = new Map(
    [...node.entries].map(([key, inner]) => [key, inner.kind === 'mapping' ? copyMapping(inner) : inner]),
  )
  return { ...node, entries }
}
