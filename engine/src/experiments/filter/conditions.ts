import { compareCodePoints } from '../../foundation/base/index.ts'
import { identicalValues, pythonText, type Value, WholeFloat } from '../../foundation/formats/index.ts'

/** What an experiment has, by path: `metrics.auc`, `params.train.lr`. */
export type FlatValues = ReadonlyMap<string, Value>

export type Condition = (values: FlatValues) => boolean

/** A value that is written down, or one that is looked up; undefined if an experiment has none. */
export type Operand = (values: FlatValues) => Value | undefined

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** Compares numbers with numbers and texts with texts; what is missing, or of another kind, compares as false. */
export function comparison(operator: Comparison, left: Operand, right: Operand): Condition {
  return (values) => {
    const [a, b] = [left(values), right(values)]
    if (a === undefined || b === undefined) return false
    return operator === '==' || operator === '!=' ? isEqual(a, b) === (operator === '==') : inOrder(operator, a, b)
  }
}

/** Whether a value is one of several, or in a list that an experiment has. */
export function membership(left: Operand, items: readonly Operand[] | Operand): Condition {
  return (values) => {
    const value = left(values)
    const found = typeof items === 'function' ? items(values) : items.map((item) => item(values))
    return (
      value !== undefined && Array.isArray(found) && found.some((item) => item !== undefined && isEqual(value, item))
    )
  }
}

/** Whether the text of a value has the pattern in it. */
export function likeness(left: Operand, pattern: RegExp): Condition {
  return (values) => {
    const value = left(values)
    return value !== undefined && value !== null && pattern.test(pythonText(value))
  }
}

function isEqual(a: Value, b: Value): boolean {
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x !== undefined && y !== undefined) return x <= y && x >= y
  return identicalValues(a, b)
}

function inOrder(operator: Comparison, a: Value, b: Value): boolean {
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x !== undefined && y !== undefined) return isBefore(operator, x < y ? -1 : x > y ? 1 : x <= y ? 0 : Number.NaN)
  return typeof a === 'string' && typeof b === 'string' && isBefore(operator, compareCodePoints(a, b))
}

function isBefore(operator: Comparison, order: number): boolean {
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

/** Truth values are no numbers here. */
function numberOf(value: Value): number | bigint | undefined {
  if (value instanceof WholeFloat) return value.value
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined
}
