import { JsonText, renderJson, type Scalar } from '../foundation/formats/index.ts'
import type { Series } from './series.ts'
import type { Column } from './table.ts'

/** What a row says of where it comes from, beside its revision. */
export type SourceKey = 'filename' | 'field' | 'filename::field'

type CellTexts = readonly (string | undefined)[]

/** All rows as JSON. What a row has of its file under the keys that it names its source by is left out. */
export function rowsJson(series: readonly Series[], sourceKeys: readonly SourceKey[]): JsonText {
  const known = new Map<Column, CellTexts>()
  const cells = (column: Column) => {
    const texts = known.get(column) ?? column.map((value) => (value === undefined ? undefined : renderJson(value)))
    known.set(column, texts)
    return texts
  }
  const texts = series.filter(({ rows }) => rows > 0).map((one) => seriesText(one, cells, endOf(one, sourceKeys)))
  return new JsonText(`[${texts.join(', ')}]`)
}

/** One text that grows: cheaper by a fifth than a text for each row. */
function seriesText({ rows, columns }: Series, cells: (column: Column) => CellTexts, end: string): string {
  const own = [...columns].filter(([key]) => !placeKeys.has(key))
  const parts = own.map(([key, column]) => ({ start: keyText(key), texts: cells(column) }))
  let text = ''
  for (let row = 0; row < rows; row++) {
    text += row === 0 ? '{' : ', {'
    for (const { start, texts } of parts) {
      const cell = texts[row]
      if (cell !== undefined) text += `${start + cell}, `
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
