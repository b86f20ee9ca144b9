import { equalLikePython, float, int, type Scalar, type Value, WholeFloat } from '../../foundation/formats/index.ts'
import { type Element, type ElementMap, type PythonNumber, QuotedText } from './override.ts'

/** The value without the quotes it was written in. */
export function plainValue(element: Element): Value {
  if (element instanceof QuotedText) return element.text
  if (Array.isArray(element)) return element.map(plainValue)
  if (!(element instanceof Map)) return element
  return new Map([...element].map(([key, value]) => [key, plainValue(value)]))
}

/** Sets an entry; keys that are equal for Python, as `1` and `True`, are one. */
export function setLikePython(map: ElementMap, key: Scalar, value: Element): void {
  const known = [...map.keys()].find((other) => equalLikePython(other, key))
  map.set(known ?? key, value)
}

/** Python's `int()` of a text; undefined where it refuses. */
export function pythonInt(text: string): number | bigint | undefined {
  const digits = text.trim()
  if (!/^[+-]?\d+(?:_\d+)*$/.test(digits)) return undefined
  const magnitude = BigInt(digits.replaceAll(/[+_-]/g, ''))
  return int(digits.startsWith('-') ? -magnitude : magnitude)
}

/** Python's `float()` of a text; undefined where it refuses. */
export function pythonFloat(text: string): number | WholeFloat | undefined {
  const trimmed = text.trim().toLowerCase()
  if (/^[+-]?nan$/.test(trimmed)) return Number.NaN
  if (/^[+-]?(?:inf|infinity)$/.test(trimmed))
    return trimmed.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const number = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/
  return number.test(trimmed) ? float(Number(trimmed.replaceAll('_', ''))) : undefined
}

export function isFloat(value: unknown): value is number | WholeFloat {
  return value instanceof WholeFloat || (typeof value === 'number' && !Number.isInteger(value))
}

export function isInt(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
}

/** Truth values count. */
export function isNumber(value: unknown): value is PythonNumber {
  return typeof value === 'boolean' || isInt(value) || isFloat(value)
}

/** A number or truth value as JavaScript's number. */
export function numberOf(value: PythonNumber): number {
  return value instanceof WholeFloat ? value.value : Number(value)
}
