import type { Value } from '../../foundation/formats/index.ts'
import { itemsOf, type Node, nodeOf, nowhere } from './context.ts'
import { type InterpolationRules, interpolate, selectExactly, shownValue } from './interpolate.ts'

/** The items of a list in the file, each with its `${…}` replaced. */
export function resolveItems(items: readonly Value[], rules: InterpolationRules): Node[] {
  return items.map((item) => resolveNode(item, rules))
}

/** The value with its `${…}` replaced; a text that is one `${…}` keeps the origin of what it names. */
export function resolveNode(value: Value, rules: InterpolationRules): Node {
  if (typeof value === 'string') return selectExactly(value, rules) ?? nodeOf(interpolate(value, rules), nowhere)
  if (!(value instanceof Map)) return nodeOf(interpolate(value, rules), nowhere)
  const entries = new Map<string, Node>()
  for (const [key, inner] of value) entries.set(shownValue(interpolate(key, rules)), resolveNode(inner, rules))
  return { kind: 'mapping', entries, origin: nowhere }
}

/** The items of data that is a list, given as such or named by an expression; undefined for all else. */
export function listIn(data: Node | readonly Node[]): readonly Node[] | undefined {
  if ('kind' in data)
    return data.kind === 'value' && Array.isArray(data.value) ? itemsOf(data.value, data.origin) : undefined
  return data
}
