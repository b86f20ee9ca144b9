import type { ValueColumn } from '@sterna/api'
import { useCallback, useMemo, useRef, useState } from 'react'
import { counted } from '../../../parts/numbers.ts'
import { shortName } from '../shown-columns.ts'
import { type Brush, withSpan } from './brush.ts'
import names from './charts.module.css'
import { drawLines, drawOver, type Lines, linePoints } from './draw-lines.ts'
import { nearestLine } from './nearest.ts'
import { RunTip } from './RunTip.tsx'
import { axesOf, type Runs } from './runs.ts'
import { SpanFields } from './SpanFields.tsx'
import { useBrushing } from './use-brushing.ts'
import { type Size, useCanvas, useSize } from './use-canvas.ts'

interface Props {
  readonly runs: Runs
  readonly columns: readonly ValueColumn[]
  readonly brush: Brush
  /** For each run, whether it is of interest. */
  readonly isInside: readonly boolean[]
  readonly change: (brush: Brush) => void
  readonly select: (row: number) => void
}

/** A line for each run over an axis for each column: which settings lead where. */
export function ParallelLines(props: Props) {
  const { runs, columns, brush, change } = props
  const place = useRef<HTMLDivElement>(null)
  const size = useSize(place)
  return (
    <div className={names['lines']} style={{ minWidth: columns.length * 96 + 32 }}>
      <Heads columns={columns} all={runs.table.columns} />
      <div className={names['plot']} ref={place}>
        {size && size.width > 0 ? <Plot {...props} size={size} /> : undefined}
      </div>
      <div className={names['spans']}>
        {columns.map((column) =>
          column.isNumeric ? (
            <SpanFields
              key={column.id}
              name={shortName(column, runs.table.columns)}
              span={brush.get(column.id)}
              change={(span) => change(withSpan(brush, column.id, span))}
            />
          ) : (
            <span key={column.id} />
          ),
        )}
      </div>
    </div>
  )
}

function Heads({ columns, all }: { readonly columns: readonly ValueColumn[]; readonly all: readonly ValueColumn[] }) {
  return (
    <div className={names['heads']} aria-hidden="true">
      {columns.map((column) => (
        <span key={column.id} title={column.id} data-metric={column.kind === 'metrics'}>
          {shortName(column, all)}
        </span>
      ))}
    </div>
  )
}

function Plot({ runs, columns, brush, isInside, change, select, size }: Props & { readonly size: Size }) {
  const axes = useMemo(() => axesOf(runs, columns), [runs, columns])
  const points = useMemo(() => linePoints(runs, axes, size), [runs, axes, size])
  const brushing = useBrushing(axes, size, brush, change)
  const lines = useMemo<Lines>(() => ({ axes, points, isInside }), [axes, points, isInside])
  const [pointed, setPointed] = useState<{ run: number; x: number; y: number }>()
  const base = useCanvas(
    useCallback((sheet) => drawLines(sheet, lines), [lines]),
    size,
  )
  const hovered = pointed?.run
  const seenBrush = brushing.brush
  const over = useCanvas(
    useCallback(
      (sheet) => drawOver(sheet, runs, { lines, brush: seenBrush, hovered }),
      [runs, lines, seenBrush, hovered],
    ),
    size,
  )
  return (
    <>
      <canvas ref={base} aria-hidden="true" />
      <canvas
        ref={over}
        aria-hidden="true"
        onPointerDown={brushing.begin}
        onPointerMove={(event) => {
          brushing.move(event)
          const { offsetX: x, offsetY: y } = event.nativeEvent
          const run = brushing.isDragging ? undefined : nearestLine(points, x, y)
          setPointed(run === undefined ? undefined : { run, x, y })
        }}
        onPointerUp={() => {
          if (!brushing.end() && hovered !== undefined) select(runs.rows[hovered]!)
        }}
        onPointerLeave={() => setPointed(undefined)}
      />
      <p className="unseen">{`${counted(runs.rows.length, 'run')} over ${counted(axes.length, 'column')}`}</p>
      {pointed && runs.rows[pointed.run] !== undefined ? (
        <RunTip
          runs={runs}
          row={runs.rows[pointed.run]!}
          columns={columns}
          x={pointed.x}
          y={pointed.y}
          width={size.width}
        />
      ) : undefined}
    </>
  )
}
