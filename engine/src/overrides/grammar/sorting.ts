import { compareCodePoints } from '../../foundation/base/index.ts'
import { float, int } from '../../foundation/formats/index.ts'
import type { Element, PythonNumber, Sweep } from './override.ts'
import { OverrideProblem } from './override-problem.ts'
import { isFloat, isNumber, numberOf } from './python-values.ts'

/** Sorted as Python sorts: numbers with numbers, texts with texts, lists by their items; equal ones keep their order. */
export function sortElements(elements: readonly Element[], reverse: boolean): Element[] {
  const order = reverse ? -1 : 1
  return [...elements].sort((a, b) => order * compare(a, b))
}

/** A choice sorted by its elements, a range turned so that it runs up or, with `reverse`, down. */
export function sortSweep(sweep: Sweep, reverse: boolean): Sweep {
  if (sweep.kind === 'choice') return { ...sweep, elements: sortElements(sweep.elements, reverse) }
  if (sweep.kind !== 'range') throw new OverrideProblem(`sort() cannot sort ${sweep.kind}()`)
  const { start, stop, step } = sweep
  const isTurned = reverse ? compareNumbers(start, stop) < 0 : compareNumbers(start, stop) > 0
  if (!isTurned) return sweep
  const size = numberOf(step) < 0 ? negated(step) : step
  const shift = reverse ? negated(size) : size
  return { ...sweep, start: sum(stop, shift), stop: sum(start, shift), step: negated(step) }
}

function compare(a: Element, b: Element): number {
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b)
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b)
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b)
  throw new OverrideProblem('sort() cannot compare these values with one another')
}

function compareLists(a: readonly Element[], b: readonly Element[]): number {
  for (const [i, item] of a.entries()) {
    if (i >= b.length) return 1
    const order = compare(item, b[i] as Element)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareNumbers(a: PythonNumber, b: PythonNumber): number {
  const [x, y] = [isFloat(a) ? numberOf(a) : a, isFloat(b) ? numberOf(b) : b]
  return x < y ? -1 : x > y ? 1 : 0
}

function sum(a: PythonNumber, b: PythonNumber): PythonNumber {
  if (isFloat(a) || isFloat(b)) return float(numberOf(a) + numberOf(b))
  return int(BigInt(a) + BigInt(b))
}

function negated(value: PythonNumber): PythonNumber {
  return isFloat(value) ? float(-numberOf(value)) : int(-BigInt(value))
}
