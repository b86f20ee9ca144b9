import { compareCodePoints } from '../foundation/base/index.ts'
import { equalLikePython, float, pythonText, type Value, WholeFloat } from '../foundation/formats/index.ts'

/** One named value on two sides; undefined where a side does not have it. */
export interface ValueDifference {
  readonly before: Value | undefined
  readonly after: Value | undefined
  /** After less before, if both are numbers. */
  readonly change?: Value
}

/** The values that differ, or all of them, by name in alphabetical order. Lists are compared as their text. */
export function compareValues(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  withEqual: boolean,
): Map<string, ValueDifference> {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareCodePoints)
  const found = new Map<string, ValueDifference>()
  for (const name of names) {
    const a = asText(before.get(name))
    const b = asText(after.get(name))
    const isEqual = equalLikePython(a ?? null, b ?? null)
    if (isEqual && !withEqual) continue
    const change = difference(a, b)
    found.set(name, { before: a, after: b, ...(change === undefined ? {} : { change }) })
  }
  return found
}

function asText(value: Value | undefined): Value | undefined {
  return Array.isArray(value) ? pythonText(value) : value
}

function difference(before: Value | undefined, after: Value | undefined): Value | undefined {
  const a = numberOf(before)
  const b = numberOf(after)
  if (a === undefined || b === undefined) return undefined
  if (typeof a === 'bigint' || typeof b === 'bigint')
    return typeof a === 'bigint' && typeof b === 'bigint' ? b - a : float(Number(b) - Number(a))
  return isWhole(before) && isWhole(after) ? b - a : float(b - a)
}

function isWhole(value: Value | undefined): boolean {
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isInteger(value))
}

function numberOf(value: Value | undefined): number | bigint | undefined {
  if (value instanceof WholeFloat) return value.value
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined
}
