import { Failure } from '../base/index.ts'
import type { Value } from './values.ts'

/** Deeper than anybody writes, and far from where the stack ends. */
const deepest = 500
const mostValues = 5_000_000

/**
 * The value, unless it cannot be gone through: nested too deeply, containing itself, or with more values than fit into
 * memory once every alias is followed. Throws a `Failure` then. Each mapping and list is looked at once.
 */
export function boundedValue(value: Value, name: string): Value {
  const known = new Map<object, number>()
  const countOf = (one: Value, depth: number): number => {
    if (typeof one !== 'object' || one === null) return 1
    const before = known.get(one)
    if (before !== undefined) return before
    if (depth > deepest) throw tooDeep(name)
    known.set(one, Number.POSITIVE_INFINITY)
    let count = 1
    for (const inner of partsOf(one)) count += countOf(inner, depth + 1)
    if (count > mostValues) throw tooMuch(name)
    known.set(one, count)
    return count
  }
  countOf(value, 0)
  return value
}

/** What a reader gives. That it came to the end of the stack means that the text is nested too deeply. */
export function readBounded(read: () => Value, name: string): Value {
  try {
    return boundedValue(read(), name)
  } catch (error) {
    throw error instanceof RangeError ? tooDeep(name) : error
  }
}

function partsOf(value: object): Iterable<Value> {
  if (value instanceof Map) return value.values()
  return Array.isArray(value) ? value : []
}

export function tooDeep(name: string): Failure {
  return new Failure('file-format', `'${name}' is nested too deeply.`, { hint: `${deepest} levels are the most.` })
}

function tooMuch(name: string): Failure {
  return new Failure('file-format', `'${name}' holds more than ${mostValues} values once its aliases are followed.`, {
    hint: 'Look for anchors that refer to each other.',
  })
}
