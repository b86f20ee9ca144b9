import { type Scalar, Timestamp, type Value, type ValueMap, WholeFloat } from './values.ts'

/**
 * Whether two values are equal for Python: `1 == 1.0 == True`, lists by place, mappings by key in whatever order, and
 * NaN equals nothing.
 */
export function equalLikePython(a: Value, b: Value): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b)
  if (a instanceof Map) return b instanceof Map && equalMaps(a, b)
  if (a instanceof Timestamp) return b instanceof Timestamp && a.text === b.text
  if (a === null || typeof a === 'string') return a === b
  const y = numberOf(b)
  return y !== undefined && equalNumbers(numberOf(a), y)
}

function equalLists(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, i) => equalLikePython(item, b[i] as Value))
}

function equalMaps(a: ValueMap, b: ValueMap): boolean {
  if (a.size !== b.size) return false
  for (const [key, value] of a) {
    const other = lookUp(b, key)
    if (other === undefined || !equalLikePython(value, other)) return false
  }
  return true
}

/** The value of a key that Python takes for the same: `1.0` and `True` find `1`. */
function lookUp(map: ValueMap, key: Scalar): Value | undefined {
  const found = map.get(key)
  if (found !== undefined || typeof key === 'string' || key === null) return found
  for (const [candidate, value] of map) if (equalLikePython(key, candidate)) return value
  return undefined
}

function numberOf(value: Value): number | bigint | undefined {
  if (value instanceof WholeFloat) return value.value
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined
}

/** Exact across number and bigint, which `===` is not. */
function equalNumbers(x: number | bigint | undefined, y: number | bigint): boolean {
  return x !== undefined && x <= y && x >= y
}
