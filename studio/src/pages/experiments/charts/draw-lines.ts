import { cellText } from '../../../parts/numbers.ts'
import { runToken } from '../../../parts/run-color.ts'
import type { Axis } from './axis.ts'
import type { Brush } from './brush.ts'
import type { Points } from './nearest.ts'
import { placeOf, type Runs, valueOf } from './runs.ts'
import type { Sheet, Size } from './use-canvas.ts'

export const sideRoom = 64
const topRoom = 10
/** As many lines are one stroke, so that where many pass it grows darker. */
const linesOfStroke = 40

/** How far to the right an axis stands. */
export function axisX({ width }: Size, index: number, count: number): number {
  return count === 1 ? width / 2 : sideRoom + (index * (width - 2 * sideRoom)) / (count - 1)
}

export function axisY({ height }: Size, at: number): number {
  return height - topRoom - at * (height - 2 * topRoom)
}

/** The inverse of `axisY`, held between the ends. */
export function placeAt({ height }: Size, y: number): number {
  return Math.min(1, Math.max(0, (height - topRoom - y) / (height - 2 * topRoom)))
}

/** A point on each axis for each run. */
export function linePoints(runs: Runs, axes: readonly Axis[], size: Size): Points {
  return runs.rows.map((row) => {
    const points = new Float32Array(axes.length * 2)
    axes.forEach((axis, i) => {
      const at = axis.place(valueOf(runs, axis.column, row))
      points[2 * i] = axisX(size, i, axes.length)
      points[2 * i + 1] = at === undefined ? Number.NaN : axisY(size, at)
    })
    return points
  })
}

export interface Lines {
  readonly axes: readonly Axis[]
  readonly points: Points
  /** For each line, whether it is of interest. */
  readonly isInside: readonly boolean[]
}

/** The lines, those of interest darker, and the axes on them. */
export function drawLines(sheet: Sheet, { axes, points, isInside }: Lines): void {
  const [inside, outside] = [points.filter((_, i) => isInside[i]), points.filter((_, i) => !isInside[i])]
  strokeMany(sheet, outside, sheet.color('--line'))
  strokeMany(sheet, inside, sheet.color('--text-3'))
  axes.forEach((axis, i) => drawAxis(sheet, axis, axisX(sheet, i, axes.length)))
}

function strokeMany({ paint }: Sheet, lines: Points, color: string): void {
  paint.strokeStyle = color
  paint.lineWidth = 1
  paint.globalAlpha = Math.min(0.7, Math.max(0.08, 30 / Math.max(1, lines.length)))
  for (let i = 0; i < lines.length; i += linesOfStroke) {
    paint.beginPath()
    for (const points of lines.slice(i, i + linesOfStroke)) trace(paint, points)
    paint.stroke()
  }
  paint.globalAlpha = 1
}

/** A line is broken where it has no value. */
function trace(paint: CanvasRenderingContext2D, points: Float32Array): void {
  let isDown = false
  for (let i = 0; i < points.length; i += 2) {
    const y = points[i + 1]!
    if (Number.isNaN(y)) isDown = false
    else if (isDown) paint.lineTo(points[i]!, y)
    else paint.moveTo(points[i]!, y)
    isDown = !Number.isNaN(y)
  }
}

function drawAxis(sheet: Sheet, axis: Axis, x: number): void {
  const { paint } = sheet
  paint.strokeStyle = sheet.color('--line-strong')
  paint.lineWidth = 1
  paint.beginPath()
  paint.moveTo(x, axisY(sheet, 0))
  paint.lineTo(x, axisY(sheet, 1))
  paint.stroke()
  paint.textBaseline = 'middle'
  paint.lineJoin = 'round'
  for (const { at, value } of axis.ticks) label(sheet, shortened(cellText(value)), x + 5, axisY(sheet, at))
}

/** Text that stays readable where lines pass. */
function label({ paint, color }: Sheet, text: string, x: number, y: number): void {
  paint.lineWidth = 3
  paint.strokeStyle = color('--surface')
  paint.strokeText(text, x, y)
  paint.fillStyle = color('--text-2')
  paint.fillText(text, x, y)
}

const mostLetters = 12

function shortened(text: string): string {
  return text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text
}

interface Over {
  readonly lines: Lines
  readonly brush: Brush
  readonly hovered: number | undefined
}

/** What changes with the pointer: parts of axes, and the lines that are selected or pointed at. */
export function drawOver(sheet: Sheet, runs: Runs, { lines, brush, hovered }: Over): void {
  lines.axes.forEach((axis, i) => drawSpan(sheet, axis, brush, axisX(sheet, i, lines.axes.length)))
  runs.rows.forEach((row, i) => {
    const place = placeOf(runs, row)
    if (place >= 0) strokeOne(sheet, lines.points[i]!, sheet.color(runToken(place)))
  })
  if (hovered !== undefined) strokeOne(sheet, lines.points[hovered]!, sheet.color('--text'))
}

function drawSpan(sheet: Sheet, axis: Axis, brush: Brush, x: number): void {
  const span = brush.get(axis.column.id)
  if (!span) return
  const [bottom, top] = [axis.place(span.from ?? null) ?? 0, axis.place(span.to ?? null) ?? 1]
  sheet.paint.fillStyle = sheet.color('--accent')
  sheet.paint.globalAlpha = 0.35
  sheet.paint.fillRect(
    x - 4,
    axisY(sheet, Math.min(1, top)),
    8,
    axisY(sheet, Math.max(0, bottom)) - axisY(sheet, Math.min(1, top)),
  )
  sheet.paint.globalAlpha = 1
}

function strokeOne({ paint }: Sheet, points: Float32Array, color: string): void {
  paint.strokeStyle = color
  paint.lineWidth = 2
  paint.beginPath()
  trace(paint, points)
  paint.stroke()
}
