import type { Scalar, Value, ValueMap } from '../../foundation/formats/index.ts'
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

/** Mappings can be merged and know the origin of each entry; all else, lists too, is taken as a whole. */
export type Node =
  | { readonly kind: 'mapping'; readonly entries: Map<string, Node>; readonly origin: Origin }
  | { readonly kind: 'value'; readonly value: Value; readonly origin: Origin }

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
  if (!(value instanceof Map)) return { kind: 'value', value, origin }
  const entries = new Map<string, Node>()
  for (const [key, inner] of value) if (typeof key === 'string') entries.set(key, nodeOf(inner, below(origin, key)))
  return { kind: 'mapping', entries, origin }
}

/** The value that a node stands for. */
export function plainValue(node: Node): Value {
  if (node.kind === 'value') return withTextKeys(node.value)
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

/** The items of a list node, each with its own origin. */
export function itemsOf(list: readonly Value[], origin: Origin): Node[] {
  return list.map((item, index) => nodeOf(item, below(origin, String(index))))
}

function childOf(node: Node, part: string): Node | undefined {
  if (node.kind === 'mapping') return node.entries.get(part)
  if (!Array.isArray(node.value) || !/^[+-]?\d+(?:_\d+)*$/.test(part)) return undefined
  const index = Number(part.replaceAll('_', ''))
  const item = node.value.at(index)
  return item === undefined
    ? undefined
    : nodeOf(item, below(node.origin, String(index < 0 ? node.value.length + index : index)))
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

function withTextKeys(value: Value): Value {
  if (Array.isArray(value)) return value.map(withTextKeys)
  if (!(value instanceof Map)) return value
  const kept: ValueMap = new Map(
    [...value].filter(([key]) => typeof key === 'string').map(([key, inner]) => [key, withTextKeys(inner)]),
  )
  return kept
}
