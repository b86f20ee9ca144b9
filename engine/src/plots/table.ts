import type { Scalar, Value, ValueMap } from '../foundation/formats/index.ts'
import { pythonTypeName } from '../pipeline/index.ts'
import { PlotMistake } from './plot-problem.ts'

/** The values of one key, row by row; undefined where a row does not have it. */
export type Column = readonly (Value | undefined)[]

/** Rows by their columns. There may be millions, so no row is ever an object of its own. */
export interface Table {
  readonly rows: number
  readonly columns: ReadonlyMap<Scalar, Column>
}

/** What a file of data offers to plots. Throws a `PlotMistake` for data of no use. */
export interface PlotData {
  table(): Table
  /** The last key of the first row. */
  lastKey(): Scalar | undefined
}

/** The lists of mappings anywhere below mappings, put side by side as one table. */
export function dataOfValue(value: Value): PlotData {
  let table: Table | undefined
  return {
    table: () => (table ??= sideBySide([...listsIn(value)].flatMap(tablesOf))),
    lastKey: () => {
      const rows = [...listsIn(value)].find((list) => list.every((item) => item instanceof Map))
      return rows && [...firstRow(rows).keys()].at(-1)
    },
  }
}

function* listsIn(value: Value): Generator<readonly Value[]> {
  if (Array.isArray(value)) yield value
  else if (value instanceof Map) {
    for (const inner of value.values()) if (Array.isArray(inner) || inner instanceof Map) yield* listsIn(inner)
  } else {
    const message = `'${pythonTypeName(value)}' object has no attribute 'values'`
    throw new PlotMistake('AttributeError', message, 'its file holds one value, and no list of mappings to draw')
  }
}

/** A list is rows if all its items are mappings and the first one has every key that occurs. */
function tablesOf(list: readonly Value[]): Table[] {
  if (!list.every((item) => item instanceof Map)) return []
  const keys = [...firstRow(list).keys()]
  const columns = keys.map(() => Array<Value | undefined>(list.length))
  for (const [row, item] of list.entries()) {
    let count = 0
    for (const [index, key] of keys.entries()) {
      const value = item.get(key)
      if (value !== undefined) count++
      columns[index]![row] = value
    }
    if (count !== item.size) return []
  }
  return [{ rows: list.length, columns: new Map(keys.map((key, index) => [key, columns[index]!])) }]
}

function firstRow(list: readonly Value[]): ValueMap {
  const first = list[0]
  if (first instanceof Map) return first
  const words = 'its file has a list without anything in it'
  throw new PlotMistake('AttributeError', "'NoneType' object has no attribute 'keys'", words)
}

/** Where two tables have the same key, the later one's values are taken. */
function sideBySide(tables: readonly Table[]): Table {
  const [only, ...others] = tables
  if (only && others.length === 0) return only
  const rows = Math.max(0, ...tables.map((table) => table.rows))
  const columns = new Map<Scalar, Column>()
  for (const table of tables)
    for (const [key, column] of table.columns) columns.set(key, laidOver(columns.get(key), column))
  return { rows, columns }
}

function laidOver(before: Column | undefined, column: Column): Column {
  if (!before) return column
  const rows = Math.max(before.length, column.length)
  return Array.from({ length: rows }, (_, row) => (column[row] === undefined ? before[row] : column[row]))
}
