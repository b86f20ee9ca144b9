import { cellText } from '../../../parts/numbers.ts'
import { runToken } from '../../../parts/run-color.ts'
import type { Axis } from './axis.ts'
import { frontOf } from './front.ts'
import type { Points } from './nearest.ts'
import { placeOf, type Runs, valueOf } from './runs.ts'
import type { Sheet, Size } from './use-canvas.ts'

const room = { left: 64, right: 36, top: 14, bottom: 44 }
const radius = 3.5

export interface Plane {
  readonly x: Axis
  readonly y: Axis
}

function across({ width }: Size, at: number): number {
  return room.left + at * (width - room.left - room.right)
}

function up({ height }: Size, at: number): number {
  return height - room.bottom - at * (height - room.top - room.bottom)
}

/** One point for each run. */
export function scatterPoints(runs: Runs, { x, y }: Plane, size: Size): Points {
  return runs.rows.map((row) => {
    const [right, high] = [x.place(valueOf(runs, x.column, row)), y.place(valueOf(runs, y.column, row))]
    if (right === undefined || high === undefined) return Float32Array.of(Number.NaN, Number.NaN)
    return Float32Array.of(across(size, right), up(size, high))
  })
}

/** The numbers, among the runs, of those that none beats in both. */
export function frontRuns(runs: Runs, { x, y }: Plane): number[] {
  const spots = runs.rows.flatMap((row, i) => {
    const [right, high] = [valueOf(runs, x.column, row), valueOf(runs, y.column, row)]
    return typeof right === 'number' && typeof high === 'number' ? [{ row: i, x: right, y: high }] : []
  })
  return frontOf(spots, x.column.direction, y.column.direction).map(({ row }) => row)
}

export function drawScatter(sheet: Sheet, plane: Plane, points: Points, front: readonly number[]): void {
  drawFrame(sheet, plane)
  const { paint } = sheet
  paint.fillStyle = sheet.color('--text-3')
  paint.globalAlpha = Math.min(0.8, Math.max(0.15, 300 / Math.max(1, points.length)))
  for (const [x, y] of points) dot(paint, x!, y!, radius)
  paint.globalAlpha = 1
  drawFront(
    sheet,
    front.map((i) => points[i]!),
  )
}

function drawFrame(sheet: Sheet, { x, y }: Plane): void {
  const { paint, width, height } = sheet
  paint.strokeStyle = sheet.color('--line')
  paint.fillStyle = sheet.color('--text-2')
  paint.lineWidth = 1
  paint.textBaseline = 'middle'
  paint.textAlign = 'right'
  for (const { at, value } of y.ticks) {
    line(paint, [room.left, up(sheet, at)], [width - room.right, up(sheet, at)])
    paint.fillText(cellText(value).slice(0, 10), room.left - 8, up(sheet, at))
  }
  paint.textAlign = 'center'
  for (const { at, value } of x.ticks) {
    line(paint, [across(sheet, at), room.top], [across(sheet, at), height - room.bottom])
    paint.fillText(cellText(value).slice(0, 10), across(sheet, at), height - room.bottom + 14)
  }
  paint.textAlign = 'left'
}

function drawFront(sheet: Sheet, front: Points): void {
  if (front.length === 0) return
  const { paint } = sheet
  paint.strokeStyle = sheet.color('--accent')
  paint.fillStyle = sheet.color('--accent')
  paint.lineWidth = 1.5
  paint.setLineDash([4, 3])
  paint.beginPath()
  for (const [x, y] of front) paint.lineTo(x!, y!)
  paint.stroke()
  paint.setLineDash([])
  for (const [x, y] of front) dot(paint, x!, y!, radius)
}

export function drawMarked(sheet: Sheet, runs: Runs, points: Points, hovered: number | undefined): void {
  runs.rows.forEach((row, i) => {
    const place = placeOf(runs, row)
    if (place >= 0) mark(sheet, points[i]!, sheet.color(runToken(place)))
  })
  if (hovered !== undefined) mark(sheet, points[hovered]!, sheet.color('--text'))
}

function mark({ paint, color }: Sheet, [x, y]: Float32Array, fill: string): void {
  paint.fillStyle = color('--surface')
  dot(paint, x!, y!, radius + 4)
  paint.fillStyle = fill
  dot(paint, x!, y!, radius + 2)
}

function dot(paint: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  if (Number.isNaN(x)) return
  paint.beginPath()
  paint.arc(x, y, size, 0, 2 * Math.PI)
  paint.fill()
}

type Place = readonly [number, number]

function line(paint: CanvasRenderingContext2D, from: Place, to: Place): void {
  paint.beginPath()
  paint.moveTo(...from)
  paint.lineTo(...to)
  paint.stroke()
}
