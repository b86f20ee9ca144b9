import type { Value } from '../../foundation/formats/index.ts'
import { type Node, nodeOf, nowhere } from './context.ts'
import { type InterpolationRules, interpolate, selectExactly, shownValue } from './interpolate.ts'

/** The data of a group with its `${…}` replaced; a text that is one `${…}` keeps the origin of what it names. */
export function resolveData(value: Value, rules: InterpolationRules): Node {
  if (typeof value === 'string') return selectExactly(value, rules) ?? nodeOf(interpolate(value, rules), nowhere)
  if (Array.isArray(value))
    return { kind: 'list', items: value.map((item) => resolveData(item, rules)), origin: nowhere }
  if (!(value instanceof Map)) return nodeOf(value, nowhere)
  const entries = new Map<string, Node>()
  for (const [key, inner] of value) entries.set(shownValue(interpolate(key, rules)), resolveData(inner, rules))
  return { kind: 'mapping', entries, origin: nowhere }
}
