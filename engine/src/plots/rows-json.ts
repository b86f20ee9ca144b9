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
  return new JsonText(`[${series.flatMap((one) => rowTexts(one, cells, sourceKeys)).join(', ')}]`)
}

function rowTexts(
  { revision, source, rows, columns }: Series,
  cells: (column: Column) => CellTexts,
  sourceKeys: readonly SourceKey[],
): string[] {
  const values = { ...source, 'filename::field': `${source.filename}::${source.field}` }
  const end = [
    `${keyText('rev')}${renderJson(revision)}`,
    ...sourceKeys.map((key) => `${keyText(key)}${renderJson(values[key])}`),
  ].join(', ')
  const own = [...columns].filter(([key]) => !placeKeys.has(key))
  const parts = own.map(([key, column]) => ({ start: keyText(key), texts: cells(column) }))
  return Array.from({ length: rows }, (_, row) => {
    let text = '{'
    for (const { start, texts } of parts) if (texts[row] !== undefined) text += `${start}${texts[row]}, `
    return `${text}${end}}`
  })
}

const placeKeys: ReadonlySet<Scalar> = new Set<Scalar>(['rev', 'filename', 'field', 'filename::field'])

function keyText(key: Scalar): string {
  return renderJson(new Map([[key, 0]])).slice(1, -2)
}
