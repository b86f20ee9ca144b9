import type { Cell, ExperimentsAnswer, ValueColumn } from '@sterna/api'
import { nameOfRow } from '../row-name.ts'
import type { Values } from '../value-cells.ts'
import { type Axis, axisOf } from './axis.ts'

/** What the charts of runs show. */
export interface Runs {
  readonly table: ExperimentsAnswer
  /** Numbers of rows. */
  readonly rows: readonly number[]
  readonly values: Values
  /** Names of rows, in the order in which they were selected. */
  readonly selected: readonly string[]
}

const none: readonly Cell[] = []

export function valueOf({ values }: Runs, column: ValueColumn, row: number): Cell | undefined {
  return values.get(column.id)?.[row]
}

/** The place of a row among those that are selected; negative if it is not. */
export function placeOf({ table, selected }: Runs, row: number): number {
  return selected.length === 0 ? -1 : selected.indexOf(nameOfRow(table, row))
}

export function axesOf({ values, rows }: Runs, columns: readonly ValueColumn[]): readonly Axis[] {
  return columns.map((column) => axisOf(column, values.get(column.id) ?? none, rows))
}
