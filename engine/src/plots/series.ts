import type { Scalar } from '../foundation/formats/index.ts'
import { type Axes, type DataByFile, type FileField, type SourceName } from './axes.ts'
import { PlotMistake } from './plot-problem.ts'
import type { Column, Table } from './table.ts'

/** The rows of one field of one file in one revision. Their columns are those of the file, shared, and a few more. */
export interface Series {
  readonly revision: string
  readonly source: SourceName
  readonly rows: number
  readonly columns: ReadonlyMap<Scalar, Column>
}

const noRows: Table = { rows: 0, columns: new Map() }

/** The series that the axes ask for; none if there is no row at all. Throws a `PlotMistake` for files that do not fit. */
export function seriesOf(axes: Axes, data: DataByFile, revision: string): Series[] {
  const series = axes.ys.map((y, index) => {
    const table = data.get(y.file)?.table() ?? noRows
    const columns = new Map(table.columns)
    if (axes.y !== undefined && axes.y !== y.field) columns.set(axes.y, table.columns.get(y.field) ?? [])
    columns.set(axes.x, xColumn(axes.xs.length > 1 ? axes.xs[index] : axes.xs[0], { y, rows: table.rows, data }))
    return { revision, source: axes.sources[index]!, rows: table.rows, columns }
  })
  return series.some(({ rows }) => rows > 0) ? series : []
}

interface Joined {
  readonly y: FileField
  readonly rows: number
  readonly data: DataByFile
}

function xColumn(x: FileField | undefined, { y, rows, data }: Joined): Column {
  if (!x) return Array.from({ length: rows }, (_, row) => row)
  const table = data.get(x.file)?.table() ?? noRows
  if (table.rows === rows) return table.columns.get(x.field) ?? []
  throw new PlotMistake(
    'DvcException',
    `Cannot join '${x.field}' from '${x.file}' and '${y.field}' from '${y.file}'. They have to have same length.`,
  )
}
