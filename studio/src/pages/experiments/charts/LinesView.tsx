import { useMemo } from 'react'
import { counted } from '../../../parts/numbers.ts'
import { shortName } from '../shown-columns.ts'
import { brushWord, conditionOf, filterName, parseBrush } from './brush.ts'
import names from './charts.module.css'
import { insideOf } from './inside.ts'
import { ParallelLines } from './ParallelLines.tsx'
import type { Runs } from './runs.ts'
import { type ChartProps, useRuns } from './use-runs.ts'

const mostAxes = 12

/** Runs as lines, and what to do with those of interest. */
export function LinesView(props: ChartProps) {
  const { columns, view, change } = props
  const axes = useMemo(() => columns.filter(({ isVarying }) => isVarying).slice(0, mostAxes), [columns])
  const runs = useRuns(props, axes)
  const word = view['brush']
  const brush = useMemo(() => parseBrush(word), [word])
  const isInside = useMemo(() => insideOf(runs, brush), [runs, brush])
  const keep = () => {
    const condition = conditionOf(brush, (id) => nameOfId(runs, id))
    change({ where: view['where'] ? `(${view['where']}) and ${condition}` : condition, brush: undefined }, true)
  }
  return (
    <section className={names['charts']} data-selected={props.selected.length > 0} aria-label="Lines of runs">
      <Within isInside={isInside} isBrushed={brush.size > 0} keep={keep} clear={() => change({ brush: undefined })} />
      <div className={names['wide']}>
        <ParallelLines
          runs={runs}
          columns={axes}
          brush={brush}
          isInside={isInside}
          change={(next) => change({ brush: brushWord(next) })}
          select={props.select}
        />
      </div>
    </section>
  )
}

function nameOfId({ table }: Runs, id: string): string {
  const column = table.columns.find((one) => one.id === id)
  return column ? filterName(column.kind, shortName(column, table.columns)) : id
}

interface WithinProps {
  readonly isInside: readonly boolean[]
  readonly isBrushed: boolean
  readonly keep: () => void
  readonly clear: () => void
}

function Within({ isInside, isBrushed, keep, clear }: WithinProps) {
  if (!isBrushed)
    return <p className={names['within']}>Drag along an axis, or write figures below it, to see where those runs go.</p>
  return (
    <p className={names['within']}>
      <output>
        {isInside.filter(Boolean).length} of {counted(isInside.length, 'run')}
      </output>
      <button type="button" onClick={keep}>
        Keep only these
      </button>
      <button type="button" onClick={clear}>
        Show all again
      </button>
    </p>
  )
}
