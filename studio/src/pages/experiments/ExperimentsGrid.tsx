import type { ExperimentsAnswer, ValueColumn } from '@sterna/api'
import { type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useNow } from '../../parts/use-now.ts'
import { Age } from './Age.tsx'
import names from './experiments.module.css'
import { moveRow } from './move-row.ts'
import { RowName } from './RowName.tsx'
import { shownDigits } from './row-name.ts'
import { Gap, Space, spaces } from './Space.tsx'
import { ValueCell } from './ValueCell.tsx'
import { ValueHead } from './ValueHead.tsx'
import { useValues } from './value-cells.ts'

const [rowHeight, nameWidth, fixedWidth, valueWidth] = [28, 248, 104, 136]

interface Props {
  readonly table: ExperimentsAnswer
  /** Numbers of rows, as they are shown. */
  readonly rows: readonly number[]
  readonly columns: readonly ValueColumn[]
  readonly sort: string | undefined
  readonly sortBy: (column: ValueColumn) => void
  /** The row that others are compared with. */
  readonly base: number | undefined
  readonly pin: (row: number) => void
  readonly placeOf: (row: number) => number
  readonly select: (row: number) => void
  readonly nameOf: (column: ValueColumn) => string
}

/** Commits and their experiments, with as many rows and columns in the page as can be seen. */
export function ExperimentsGrid({ table, rows, columns, sort, sortBy, base, pin, nameOf, placeOf, select }: Props) {
  const scroller = useRef<HTMLElement>(null)
  const now = useNow()
  useEffect(() => {
    const element = scroller.current
    element?.addEventListener('keydown', moveRow)
    return () => element?.removeEventListener('keydown', moveRow)
  }, [])
  const getScrollElement = () => scroller.current
  const down = useVirtualizer({ count: rows.length, getScrollElement, estimateSize: () => rowHeight, overscan: 1 })
  const across = useVirtualizer({
    count: columns.length,
    getScrollElement,
    estimateSize: () => valueWidth,
    horizontal: true,
    rangeExtractor: columnsInView,
    scrollMargin: nameWidth + 2 * fixedWidth,
  })
  const seenColumns = across.getVirtualItems().map(({ index }) => ({ column: columns[index]!, place: index + 4 }))
  const nextColumn = (across.getVirtualItems().at(-1)?.index ?? columns.length) + 1
  const values = useValues(table.stamp, [
    ...seenColumns.map(({ column }) => column),
    ...columns.slice(nextColumn, nextColumn + 1),
  ])
  const [left, right] = spaces(across.getVirtualItems(), across.getTotalSize(), nameWidth + 2 * fixedWidth)
  /** Commit and age are out of sight, too, when the first columns are. */
  const isFolded = left > 0
  const [above, below] = spaces(down.getVirtualItems(), down.getTotalSize(), 0)
  return (
    <section className={names['scroller']} ref={scroller} aria-label="Table of experiments" tabIndex={0}>
      <table
        className={names['grid']}
        aria-rowcount={rows.length + 1}
        data-compared={base !== undefined}
        aria-colcount={columns.length + 3}
        style={{ width: nameWidth + 2 * fixedWidth + columns.length * valueWidth }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" aria-colindex={1} className={names['name']} style={{ width: nameWidth }}>
              Experiment
            </th>
            {isFolded ? (
              <Space width={left + 2 * fixedWidth} />
            ) : (
              <>
                <th scope="col" aria-colindex={2} style={{ width: fixedWidth }}>
                  Commit
                </th>
                <th scope="col" aria-colindex={3} className={names['number']} style={{ width: fixedWidth }}>
                  Age
                </th>
              </>
            )}
            {seenColumns.map(({ column, place }) => (
              <ValueHead
                key={column.id}
                width={valueWidth}
                place={place}
                column={column}
                name={nameOf(column)}
                sort={sort}
                sortBy={sortBy}
              />
            ))}
            <Space width={right} />
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {down.getVirtualItems().map(({ index }) => {
            const row = rows[index]!
            const isCompared = base !== undefined && base !== row
            return (
              <tr key={row} aria-rowindex={index + 2} data-kind={table.rows.kind[row]} data-pinned={row === base}>
                <RowName table={table} row={row} isBase={row === base} pin={pin} place={placeOf(row)} select={select} />
                {isFolded ? (
                  <Space width={left + 2 * fixedWidth} />
                ) : (
                  <>
                    <td className={names['mono']}>{commitOf(table, row)}</td>
                    <Age seconds={table.rows.seconds[row]} now={now} />
                  </>
                )}
                {seenColumns.map(({ column, place }) => {
                  const known = values.get(column.id)
                  return (
                    <ValueCell
                      key={column.id}
                      column={column}
                      place={place}
                      value={known?.[row]}
                      base={isCompared ? known?.[base] : undefined}
                    />
                  )
                })}
              </tr>
            )
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </section>
  )
}

/** No more than can be seen: the first of them lies under the names, which stay. */
function columnsInView({ startIndex, endIndex }: Range): number[] {
  return Array.from({ length: endIndex - startIndex + 1 }, (_, index) => startIndex + index)
}

function commitOf({ rows }: ExperimentsAnswer, row: number): string {
  const revision = rows.revision[row]!
  return revision === 'workspace' ? '' : revision.slice(0, shownDigits)
}
