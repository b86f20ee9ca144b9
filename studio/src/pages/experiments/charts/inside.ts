import { type Brush, isWithin } from './brush.ts'
import { type Runs, valueOf } from './runs.ts'

/** For each run whether it lies within all the parts of axes. Columns that are not there leave nothing out. */
export function insideOf(runs: Runs, brush: Brush): boolean[] {
  const spans = runs.table.columns.flatMap((column) => {
    const span = brush.get(column.id)
    return span ? [{ column, span }] : []
  })
  return runs.rows.map((row) => spans.every(({ column, span }) => isWithin(span, valueOf(runs, column, row))))
}
