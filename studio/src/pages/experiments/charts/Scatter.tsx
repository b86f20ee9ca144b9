import type { ValueColumn } from '@sterna/api'
import { useCallback, useMemo, useRef, useState } from 'react'
import { counted } from '../../../parts/numbers.ts'
import { nameOfRow } from '../row-name.ts'
import names from './charts.module.css'
import { drawMarked, drawScatter, frontRuns, scatterPoints } from './draw-scatter.ts'
import { nearestPoint } from './nearest.ts'
import { RunTip } from './RunTip.tsx'
import { axesOf, type Runs } from './runs.ts'
import { type Size, useCanvas, useSize } from './use-canvas.ts'

interface Props {
  readonly runs: Runs
  readonly x: ValueColumn
  readonly y: ValueColumn
  readonly select: (row: number) => void
}

/** A point for each run, and through those that no other one beats in both a line. */
export function Scatter({ runs, x, y, select }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const size = useSize(place)
  return (
    <div className={names['scatter']}>
      <div className={names['plot']} ref={place}>
        {size && size.width > 0 ? <Plot runs={runs} x={x} y={y} select={select} size={size} /> : undefined}
      </div>
    </div>
  )
}

function Plot({ runs, x, y, select, size }: Props & { readonly size: Size }) {
  const columns = useMemo(() => [x, y], [x, y])
  const plane = useMemo(() => {
    const [across, up] = axesOf(runs, columns)
    return { x: across!, y: up! }
  }, [runs, columns])
  const points = useMemo(() => scatterPoints(runs, plane, size), [runs, plane, size])
  const front = useMemo(() => frontRuns(runs, plane), [runs, plane])
  const [hovered, setHovered] = useState<number>()
  const base = useCanvas(
    useCallback((sheet) => drawScatter(sheet, plane, points, front), [plane, points, front]),
    size,
  )
  const over = useCanvas(
    useCallback((sheet) => drawMarked(sheet, runs, points, hovered), [runs, points, hovered]),
    size,
  )
  const at = hovered === undefined ? undefined : points[hovered]
  return (
    <>
      <canvas ref={base} aria-hidden="true" />
      <canvas
        ref={over}
        aria-hidden="true"
        onPointerMove={({ nativeEvent }) => setHovered(nearestPoint(points, nativeEvent.offsetX, nativeEvent.offsetY))}
        onPointerUp={() => hovered !== undefined && select(runs.rows[hovered]!)}
        onPointerLeave={() => setHovered(undefined)}
      />
      <p className={names['front']}>{frontText(runs, front)}</p>
      {at && hovered !== undefined ? (
        <RunTip runs={runs} row={runs.rows[hovered]!} columns={columns} x={at[0]!} y={at[1]!} width={size.width} />
      ) : undefined}
    </>
  )
}

const mostNamed = 6

function frontText(runs: Runs, front: readonly number[]): string {
  const all = counted(runs.rows.length, 'run')
  if (front.length === 0) return all
  const named = front.slice(0, mostNamed).map((i) => nameOfRow(runs.table, runs.rows[i]!))
  const more = front.length > mostNamed ? ` and ${front.length - mostNamed} more` : ''
  return `${all}. None is better in both than ${named.join(', ')}${more}`
}
