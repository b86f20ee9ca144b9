import type { ExperimentsAnswer, ValueColumn } from '@sterna/api'
import { useVirtualizer } from '@tanstack/react-virtual'
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
  const down = useVirtualizer({ count: rows.length, getScrollElement, estimateSize: () => rowHeight, overscan: 3 })
  const across = useVirtualizer({
    count: columns.length,
    getScrollElement,
    estimateSize: () => valueWidth,
    horizontal: true,
    overscan: 1,
    scrollMargin: nameWidth + 2 * fixedWidth,
  })
  const seenColumns = across.getVirtualItems().map(({ index }) => columns[index]!)
  const values = useValues(table.stamp, seenColumns)
  const [left, right] = spaces(across.getVirtualItems(), across.getTotalSize(), nameWidth + 2 * fixedWidth)
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
            <th scope="col" className={names['name']} style={{ width: nameWidth }}>
              Experiment
            </th>
            <th scope="col" style={{ width: fixedWidth }}>
              Commit
            </th>
            <th scope="col" className={names['number']} style={{ width: fixedWidth }}>
              Age
            </th>
            <Space width={left} />
            {seenColumns.map((column) => (
              <ValueHead
                key={column.id}
                width={valueWidth}
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
                <td className={names['mono']}>{commitOf(table, row)}</td>
                <Age seconds={table.rows.seconds[row]} now={now} />
                <Space width={left} />
                {seenColumns.map((column) => {
                  const known = values.get(column.id)
                  return (
                    <ValueCell
                      key={column.id}
                      column={column}
                      value={known?.[row]}
                      base={isCompared ? known?.[base] : undefined}
                    />
                  )
                })}
                <Space width={right} />
              </tr>
            )
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </section>
  )
}

function commitOf({ rows }: ExperimentsAnswer, row: number): string {
  const revision = rows.revision[row]!
  return revision === 'workspace' ? '' : revision.slice(0, shownDigits)
}
