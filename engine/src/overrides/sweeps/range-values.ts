import { Failure } from '../../foundation/base/index.ts'
import { float, int, WholeFloat } from '../../foundation/formats/index.ts'
import type { Element, RangeSweep } from '../grammar/override.ts'
import { isFloat, numberOf } from '../grammar/python-values.ts'
import { addDecimals, type Decimal, decimalOf, numberOfDecimal } from './decimal.ts'

/** How many values or tasks one command may make; more is a slip of the pen. */
export const mostTasks = 100_000

/** The values of a range: ints, or floats summed up as Python's `decimal` does, in 28 digits. */
export function rangeValues(range: RangeSweep, shown: string): Element[] {
  const { start, stop, step } = range
  if ([start, stop, step].some((part) => !Number.isFinite(numberOf(part)))) throw endless(shown)
  const count = Math.ceil((numberOf(stop) - numberOf(start)) / numberOf(step))
  if (numberOf(step) === 0 || count > mostTasks) throw endless(shown)
  const isWhole = ![start, stop, step].some(isFloat)
  return isWhole ? wholeValues(start, step, count) : floatValues(range)
}

function wholeValues(start: RangeSweep['start'], step: RangeSweep['step'], count: number): Element[] {
  const [first, size] = [whole(start), whole(step)]
  return Array.from({ length: Math.max(count, 0) }, (_, i) => int(first + size * BigInt(i)))
}

function whole(value: RangeSweep['start']): bigint {
  return value instanceof WholeFloat ? BigInt(value.value) : BigInt(value)
}

function floatValues({ start, stop, step }: RangeSweep): Element[] {
  const values: Element[] = []
  const [end, size] = [decimalOf(numberOf(stop)), decimalOf(numberOf(step))]
  const direction = numberOf(step) > 0 ? 1 : -1
  for (let at = decimalOf(numberOf(start)); isBefore(at, end, direction); at = addDecimals(at, size)) {
    values.push(float(numberOfDecimal(at)))
  }
  return values
}

function isBefore(at: Decimal, end: Decimal, direction: number): boolean {
  const { digits } = addDecimals(end, { digits: -at.digits, exponent: at.exponent }, Number.POSITIVE_INFINITY)
  return direction > 0 ? digits > 0n : digits < 0n
}

function endless(shown: string): Failure {
  return new Failure('override-invalid', `"${shown}" has no end, or more than ${mostTasks} values.`, {
    hint: 'Write range(START,STOP,STEP) with a step that leads from START to STOP.',
  })
}
