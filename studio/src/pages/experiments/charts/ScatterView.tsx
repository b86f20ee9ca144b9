import type { ValueColumn } from '@sterna/api'
import { useMemo } from 'react'
import { Notice } from '../../../parts/Notice.tsx'
import { shortName } from '../shown-columns.ts'
import names from './charts.module.css'
import { Scatter } from './Scatter.tsx'
import { type ChartProps, useRuns } from './use-runs.ts'

/** Runs as points over two columns of numbers: at first a parameter across and a metric up. */
export function ScatterView(props: ChartProps) {
  const { table, change } = props
  const [x, y] = axesShown(props)
  const axes = useMemo(() => (x && y ? [x, y] : []), [x, y])
  const runs = useRuns(props, axes)
  if (!x || !y)
    return (
      <Notice title="Nothing to draw" isPart>
        No column of these runs holds numbers.
      </Notice>
    )
  return (
    <section className={names['charts']} data-selected={props.selected.length > 0} aria-label="Points of runs">
      <p className={names['within']}>
        <AxisChoice label="Up" columns={table.columns} chosen={y} choose={(id) => change({ y: id })} />
        <AxisChoice label="Across" columns={table.columns} chosen={x} choose={(id) => change({ x: id })} />
      </p>
      <Scatter runs={runs} x={x} y={y} select={props.select} />
    </section>
  )
}

function axesShown({ table, view, columns }: ChartProps) {
  const numeric = table.columns.filter(({ isNumeric }) => isNumeric)
  const called = (word: 'x' | 'y') => numeric.find(({ id }) => id === view[word])
  const likely = columns.filter(({ isNumeric, isVarying }) => isNumeric && isVarying)
  const y = called('y') ?? likely.find(({ kind }) => kind === 'metrics') ?? numeric[0]
  const x = called('x') ?? likely.find(({ kind }) => kind === 'params') ?? likely.find((one) => one !== y) ?? y
  return [x, y] as const
}

interface ChoiceProps {
  readonly label: string
  readonly columns: readonly ValueColumn[]
  readonly chosen: ValueColumn
  readonly choose: (id: string) => void
}

function AxisChoice({ label, columns, chosen, choose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={chosen.id} onChange={({ target }) => choose(target.value)}>
        {columns
          .filter(({ isNumeric }) => isNumeric)
          .map((column) => (
            <option key={column.id} value={column.id}>
              {shortName(column, columns)}
            </option>
          ))}
      </select>
    </label>
  )
}
