import { JsonText, renderJson, type Scalar, type Value } from '../foundation/formats/index.ts'
import type { Series } from './series.ts'
import type { Column } from './table.ts'

/** What a row says of where it comes from, beside its revision. */
export type SourceKey = 'filename' | 'field' | 'filename::field'

/** A column as JSON, row by row; undefined where a row does not have the key. */
interface Cells {
  readonly texts: readonly (string | undefined)[]
  /** Stands before and after each text. */
  readonly quotes: '"' | ''
}

/** All rows as JSON. What a row has of its file under the keys that it names its source by is left out. */
export function rowsJson(series: readonly Series[], sourceKeys: readonly SourceKey[]): JsonText {
  const known = new Map<Column, Cells>()
  const cellsOf = (column: Column) => {
    const cells = known.get(column) ?? columnCells(column)
    known.set(column, cells)
    return cells
  }
  const texts = series.filter(({ rows }) => rows > 0).map((one) => seriesText(one, cellsOf, endOf(one, sourceKeys)))
  return new JsonText(`[${texts.join(', ')}]`)
}

/** Columns mostly hold one kind of value, and then become text as a whole. */
function columnCells(column: Column): Cells {
  if (column.every(isPlainText)) return { texts: column, quotes: '"' }
  if (column.every(isPlainNumber)) return { texts: JSON.stringify(column).slice(1, -1).split(','), quotes: '' }
  return { texts: column.map((value) => (value === undefined ? undefined : renderJson(value))), quotes: '' }
}

/** Whether it stands in JSON as it is. */
function isPlainText(value: Value | undefined): value is string {
  return typeof value === 'string' && /^[ !#-[\]-~]*$/.test(value)
}

/** Whether JavaScript writes a number as Python does. */
function isPlainNumber(value: Value | undefined): boolean {
  if (typeof value !== 'number') return false
  const size = Math.abs(value)
  return Number.isSafeInteger(value) || (size >= 1e-4 && size < 1e16)
}

/** One text that grows: cheaper by a fifth than a text for each row. */
function seriesText({ rows, columns }: Series, cellsOf: (column: Column) => Cells, end: string): string {
  const own = [...columns].filter(([key]) => !placeKeys.has(key))
  const parts = own.map(([key, column]) => {
    const { texts, quotes } = cellsOf(column)
    return { texts, before: `${keyText(key)}${quotes}`, after: `${quotes}, ` }
  })
  let text = ''
  for (let row = 0; row < rows; row++) {
    text += row === 0 ? '{' : ', {'
    for (const { texts, before, after } of parts) {
      const cell = texts[row]
      if (cell !== undefined) text += before + cell + after
    }
    text += end
  }
  return text
}

/** What all rows of a series end with. */
function endOf({ revision, source }: Series, sourceKeys: readonly SourceKey[]): string {
  const values = { ...source, 'filename::field': `${source.filename}::${source.field}` }
  const entries = [
    `${keyText('rev')}${renderJson(revision)}`,
    ...sourceKeys.map((key) => `${keyText(key)}${renderJson(values[key])}`),
  ]
  return `${entries.join(', ')}}`
}

const placeKeys: ReadonlySet<Scalar> = new Set<Scalar>(['rev', 'filename', 'field', 'filename::field'])

function keyText(key: Scalar): string {
  return renderJson(new Map([[key, 0]])).slice(1, -2)
}
