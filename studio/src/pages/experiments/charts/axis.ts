import type { Cell, ValueColumn } from '@sterna/api'
import { ticksBetween } from './ticks.ts'

/** A column laid out between 0 (the bottom, the left) and 1. */
export interface Axis {
  readonly column: ValueColumn
  readonly ticks: readonly { readonly at: number; readonly value: Cell }[]
  /** Where a value lies; undefined if it has no place here. */
  place(value: Cell | undefined): number | undefined
  /** The value at a place; undefined where places stand for names. */
  valueAt(at: number): number | undefined
}

const mostNames = 12
/** Values that are all positive and reach over as many powers of ten are laid out by their logarithm. */
const logFrom = 100

/** Numbers have a scale; of other values each has a place of its own, in the order of names. */
export function axisOf(column: ValueColumn, values: readonly Cell[], rows: readonly number[]): Axis {
  const shown = rows.map((row) => values[row]).filter((value) => value !== undefined && value !== null)
  const numbers = shown.filter((value) => typeof value === 'number')
  return column.isNumeric && numbers.length > 0 ? numberAxis(column, numbers) : nameAxis(column, shown)
}

function numberAxis(column: ValueColumn, numbers: readonly number[]): Axis {
  const [low, high] = rangeOf(numbers)
  const isLog = low > 0 && high / low >= logFrom
  const [from, to] = isLog ? [Math.log10(low), Math.log10(high)] : [low, high]
  const onScale = (value: number) => (isLog ? Math.log10(value) : value)
  const place = (value: Cell | undefined) => {
    if (typeof value !== 'number' || (isLog && value <= 0)) return undefined
    return to === from ? 0.5 : (onScale(value) - from) / (to - from)
  }
  const valueAt = (at: number) => {
    const value = from + at * (to - from)
    return isLog ? 10 ** value : value
  }
  const ticks = ticksBetween(low, high, isLog).map((value) => ({ at: place(value)!, value }))
  return { column, place, valueAt, ticks }
}

/** Without spreading: there may be more values than a call takes arguments. */
function rangeOf(numbers: readonly number[]): readonly [number, number] {
  let [low, high] = [numbers[0]!, numbers[0]!]
  for (const value of numbers) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

function nameAxis(column: ValueColumn, shown: readonly Cell[]): Axis {
  const all = [...new Set(shown.map(String))].toSorted()
  const atOf = new Map(all.map((name, i) => [name, all.length === 1 ? 0.5 : i / (all.length - 1)]))
  const every = Math.ceil(all.length / mostNames)
  const ticks = all.filter((_, i) => i % every === 0).map((name) => ({ at: atOf.get(name)!, value: name }))
  const place = (value: Cell | undefined) =>
    value === undefined || value === null ? undefined : atOf.get(String(value))
  return { column, place, ticks, valueAt: () => undefined }
}
