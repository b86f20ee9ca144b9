import type { ValueColumn } from '@sterna/api'
import { cellText } from '../../../parts/numbers.ts'
import { nameOfRow } from '../row-name.ts'
import { shortName } from '../shown-columns.ts'
import names from './charts.module.css'
import { type Runs, valueOf } from './runs.ts'

interface Props {
  readonly runs: Runs
  readonly row: number
  readonly columns: readonly ValueColumn[]
  readonly x: number
  readonly y: number
  /** Of the chart: beyond its middle the tip stands on the other side. */
  readonly width: number
}

/** What a run is called that is pointed at, and its values. */
export function RunTip({ runs, row, columns, x, y, width }: Props) {
  const isRight = x > width / 2
  return (
    <div className={names['tip']} style={{ top: y, ...(isRight ? { right: width - x + 14 } : { left: x + 14 }) }}>
      <strong>{nameOfRow(runs.table, row)}</strong>
      <dl>
        {columns.map((column) => (
          <div key={column.id}>
            <dt>{shortName(column, runs.table.columns)}</dt>
            <dd>{cellText(valueOf(runs, column, row))}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
