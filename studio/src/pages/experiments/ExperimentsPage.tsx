import type { ExperimentsAnswer, ValueColumn } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { experimentsQuery, rowsQuery } from '../../connection/queries.ts'
import { FailureNotice, Notice, Waiting } from '../../parts/Notice.tsx'
import { counted, grouped } from '../../parts/numbers.ts'
import { useViewState } from '../../view-state/view-state.ts'
import { ColumnChoice } from './ColumnChoice.tsx'
import { ExperimentsGrid } from './ExperimentsGrid.tsx'
import names from './experiments.module.css'
import { FilterField } from './FilterField.tsx'
import { nameOfRow } from './row-name.ts'
import { SelectionTray } from './SelectionTray.tsx'
import { chosenWord, shortName, shownColumns } from './shown-columns.ts'
import { useAskAgain, useOfOneState } from './use-of-one-state.ts'
import { useSelectionKeys } from './use-selection-keys.ts'
import { ViewChoice } from './ViewChoice.tsx'

const RunCharts = lazy(async () => ({ default: (await import('./charts/RunCharts.tsx')).RunCharts }))

/** Which runs are best, and which settings made them so? */
export function ExperimentsPage() {
  const { data, error, refetch } = useQuery(experimentsQuery)
  if (error && !data) return <FailureNotice error={error} retry={() => void refetch()} />
  if (!data) return <Waiting what="Reading the experiments …" />
  if (data.rows.kind.length === 0) return <None />
  return <Experiments newest={data} />
}

function None() {
  return (
    <Notice title="No experiments yet">
      <code>sterna exp run</code> runs the pipeline once; <code>sterna exp run -S train.lr=0.01</code> tries a change.
    </Notice>
  )
}

function Experiments({ newest }: { readonly newest: ExperimentsAnswer }) {
  const [view, change] = useViewState()
  const { where, sort } = { where: view['where'], sort: view['sort'] }
  const found = useQuery(rowsQuery(newest.stamp, { where, sort }))
  useAskAgain(found.error)
  const { table, rows } = useOfOneState(newest, found.data)
  const columns = shownColumns(table.columns, view['cols'])
  const nameOf = (column: ValueColumn) => shortName(column, table.columns)
  const filter = useCallback((text: string | undefined) => change({ where: text }), [change])
  const base = rowCalled(table, view['base'])
  const pin = (row: number) => change({ base: row === base ? undefined : nameOfRow(table, row) })
  const selected = useSelected(view['sel'])
  const select = (row: number) => change({ sel: turned(selected, nameOfRow(table, row)).join(',') })
  const placeOf = (row: number) => selected.indexOf(nameOfRow(table, row))
  const clear = useCallback(() => change({ sel: undefined }), [change])
  const selection = { selected, base: view['base'], clear }
  useSelectionKeys(selection)
  const total = table.rows.kind.filter((kind) => kind === 'experiment').length
  const count = rows.filter((row) => table.rows.kind[row] === 'experiment').length
  return (
    <div className={names['experiments']}>
      <h1 className="unseen">Experiments</h1>
      <div className={names['tools']}>
        <FilterField
          where={where}
          change={filter}
          error={found.error}
          found={where ? `${grouped(count)} of ${grouped(total)}` : counted(total, 'run')}
        />
        <ViewChoice chosen={view['view']} choose={(word) => change({ view: word }, true)} />
        <ColumnChoice
          columns={table.columns}
          shown={columns}
          choose={(chosen) => change({ cols: chosen && chosenWord(chosen) })}
        />
      </div>
      {found.data && count === 0 && where ? (
        <NoneFound where={where} total={total} clear={() => change({ where: undefined })} />
      ) : view['view'] === 'lines' || view['view'] === 'scatter' ? (
        <Suspense fallback={<Waiting what="Drawing …" />}>
          <RunCharts
            table={table}
            rows={rows}
            columns={columns}
            view={view}
            change={change}
            selected={selected}
            select={select}
          />
        </Suspense>
      ) : (
        <ExperimentsGrid
          table={table}
          rows={rows}
          columns={columns}
          sort={sort}
          sortBy={(column) => change({ sort: nextSort(column, nameOf(column), sort) })}
          base={base}
          pin={pin}
          placeOf={placeOf}
          select={select}
          nameOf={nameOf}
        />
      )}
      {selected.length > 0 ? <SelectionTray {...selection} /> : undefined}
    </div>
  )
}

function useSelected(word: string | undefined): readonly string[] {
  return useMemo(() => (word ?? '').split(',').filter((name) => name !== ''), [word])
}

function turned(selected: readonly string[], name: string): readonly string[] {
  return selected.includes(name) ? selected.filter((one) => one !== name) : [...selected, name]
}

/** The first press sorts the better way up, the second the other way, the third as they come. */
function nextSort({ direction }: ValueColumn, name: string, sort: string | undefined): string | undefined {
  const [first, second] = direction === 'max' ? [`-${name}`, name] : [name, `-${name}`]
  if (sort === first) return second
  return sort === second ? undefined : first
}

function rowCalled(table: ExperimentsAnswer, name: string | undefined): number | undefined {
  if (name === undefined) return undefined
  const row = table.rows.revision.findIndex((_, index) => nameOfRow(table, index) === name)
  return row < 0 ? undefined : row
}

interface NoneProps {
  readonly where: string
  readonly total: number
  readonly clear: () => void
}

function NoneFound({ where, total, clear }: NoneProps) {
  return (
    <Notice title="No run matches" isPart>
      {counted(total, 'run')} without <code>{where}</code>.{' '}
      <button type="button" className={names['link']} onClick={clear}>
        Clear filter
      </button>
    </Notice>
  )
}
