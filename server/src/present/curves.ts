import * as path from 'node:path'
import type { LiveSeries } from '@sterna/api'
import type { JsonObject, JsonValue } from '@sterna/engine'

/** More points than a screen has columns show nothing more. */
const mostPoints = 4000
/** Hundreds of curves are drawn small, and all of them are sent again with each step. */
const [mostOfAll, fewestPoints] = [200_000, 500]
/** So many of a plot nobody tells apart; rows that each have names of their own would make as many curves. */
const mostCurves = 100
const notDrawn = new Set(['step', 'timestamp'])

/** A curve for each column of each plot, but for steps and times. */
export function curvesOf(series: ReadonlyMap<string, readonly JsonObject[]>): LiveSeries[] {
  const curves = [...series].flatMap(([file, told]) => {
    const rows = oneOfStep(told)
    const columns = columnsOf(rows)
    return columns.map((column) => ({ name: nameOf(file, column, columns.length), rows, column }))
  })
  const most = Math.max(fewestPoints, Math.min(mostPoints, Math.floor(mostOfAll / curves.length)))
  return curves.map(({ name, rows, column }) => curve(name, rows, column, most))
}

/** What was told again, because its answer was lost, is one row: the later one. */
function oneOfStep(rows: readonly JsonObject[]): readonly JsonObject[] {
  const last = new Map(rows.map((row, index) => [numberIn(row['step']) ?? `row ${index}`, index]))
  return last.size === rows.length ? rows : [...last.values()].map((index) => rows[index]!)
}

function columnsOf(rows: readonly JsonObject[]): readonly string[] {
  const columns = new Set<string>()
  for (const row of rows) for (const name of Object.keys(row)) if (!notDrawn.has(name)) columns.add(name)
  return [...columns].slice(0, mostCurves)
}

/** By the plot's own file where that has one curve, as DVCLive writes them. */
function nameOf(file: string, column: string, columns: number): string {
  const inside = file.replace(/^.*\bplots\/(?:metrics\/)?/, '')
  const plain = inside.slice(0, inside.length - path.posix.extname(inside).length)
  return columns === 1 ? plain : `${plain} ${column}`
}

function curve(name: string, rows: readonly JsonObject[], column: string, most: number): LiveSeries {
  const points = rows.map((row, index) => ({
    step: numberIn(row['step']) ?? index,
    value: numberIn(row[column]) ?? null,
  }))
  const drawn = thinned(points, most)
  return { name, steps: drawn.map(({ step }) => step), values: drawn.map(({ value }) => value), points: points.length }
}

/** A text that Python means a number by is one; those that JSON has none for are not drawn. */
function numberIn(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

interface Point {
  readonly step: number
  readonly value: number | null
}

/** Of each stretch the least and the greatest, in their order, so that no peak is lost. */
export function thinned(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points
  const stretch = Math.ceil(points.length / (most / 2))
  const kept: Point[] = []
  for (let start = 0; start < points.length; start += stretch) kept.push(...ends(points.slice(start, start + stretch)))
  return kept
}

function ends(points: readonly Point[]): Point[] {
  let [least, greatest] = [0, 0]
  points.forEach(({ value }, index) => {
    if (value === null) return
    if (value < (points[least]!.value ?? Number.POSITIVE_INFINITY)) least = index
    if (value > (points[greatest]!.value ?? Number.NEGATIVE_INFINITY)) greatest = index
  })
  const [first, second] = least < greatest ? [least, greatest] : [greatest, least]
  return first === second ? [points[first]!] : [points[first]!, points[second]!]
}
