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

/** Whether two values are the same also in kind, so that they are written alike: `1`, `1.0` and `True` differ, NaN is itself. */
export function identicalValues(a: Value, b: Value): boolean {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => identicalValues(item, b[i] as Value))
  if (a instanceof Map) return b instanceof Map && identicalMaps(a, b)
  if (a instanceof WholeFloat) return b instanceof WholeFloat && Object.is(a.value, b.value)
  if (a instanceof Timestamp) return b instanceof Timestamp && a.text === b.text
  return Object.is(a, b)
}

function identicalMaps(a: ValueMap, b: ValueMap): boolean {
  if (a.size !== b.size) return false
  for (const [key, value] of a) {
    const other = b.get(key) ?? lookUp(b, key)
    if (other === undefined || !identicalValues(value, other)) return false
  }
  return true
}
