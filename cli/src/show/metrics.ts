import {
  type DiffResult,
  type FileValues,
  flatten,
  type MetricsShown,
  pythonText,
  roundLikePython,
  type Value,
  type ValueDifference,
  WholeFloat,
} from '@sterna/engine'
import { markdownTable, plainTable } from './table.ts'

export interface MetricsStyle {
  readonly isMarkdown: boolean
  /** Digits after the point; numbers are left as they are without it. */
  readonly digits?: number
}

const nothing = '-'

/** A row for each file, a column for each metric. */
export function metricsLines({ files }: MetricsShown, style: MetricsStyle): string[] {
  const rows = [...files].flatMap(([file, values]) =>
    values.kind === 'values' ? [{ file, flat: flatten(values.value) }] : [],
  )
  const filled = rows.filter(({ flat }) => [...flat.values()].some((value) => !(value instanceof Map)))
  const names = [...new Set(filled.flatMap(({ flat }) => [...flat.keys()]))].sort()
  if (filled.length === 0) return []
  const cells = filled.map(({ file, flat }) => [file, ...names.map((name) => cell(flat.get(name), style))])
  return table(cells, ['Path', ...names], style)
}

export function metricsJson({ files }: MetricsShown): unknown {
  const data = new Map([...files].map(([file, values]) => [file, fileJson(values)]))
  return new Map([['', data.size === 0 ? {} : { data }]])
}

function fileJson(values: FileValues): unknown {
  return values.kind === 'values' ? { data: values.value } : { error: { type: values.type, msg: values.message } }
}

export interface DiffStyle extends MetricsStyle {
  readonly what: 'Metric' | 'Param'
  readonly before: string
  readonly after: string
  readonly withPath: boolean
}

/** A row for each value that differs. */
export function diffLines({ files }: DiffResult, style: DiffStyle): string[] {
  const isMetric = style.what === 'Metric'
  const rows = [...files].flatMap(([file, values]) =>
    [...values].map(([name, difference]) => [
      ...(style.withPath ? [file] : []),
      name,
      cell(difference.before, style),
      cell(difference.after, style),
      ...(isMetric ? [cell(difference.change, style)] : []),
    ]),
  )
  if (rows.length === 0) return []
  const header = [
    ...(style.withPath ? ['Path'] : []),
    style.what,
    style.before,
    style.after,
    ...(isMetric ? ['Change'] : []),
  ]
  return table(rows, header, style)
}

export function diffJson({ files }: DiffResult): unknown {
  return new Map(
    [...files].map(([file, values]) => [
      file,
      new Map([...values].map(([name, difference]) => [name, sides(difference)])),
    ]),
  )
}

function sides({ before, after, change }: ValueDifference): unknown {
  return { old: before ?? null, new: after ?? null, ...(change === undefined ? {} : { diff: change }) }
}

function table(rows: readonly string[][], header: readonly string[], { isMarkdown }: MetricsStyle): string[] {
  return isMarkdown ? markdownTable(rows, header) : plainTable(rows, header)
}

function cell(value: Value | undefined, { digits }: MetricsStyle): string {
  if (value === undefined || value === null || value instanceof Map) return nothing
  return pythonText(digits === undefined ? value : rounded(value, digits))
}

function rounded(value: Value, digits: number): Value {
  if (value instanceof WholeFloat || typeof value !== 'number' || Number.isInteger(value)) return value
  const result = roundLikePython(value, digits)
  return Number.isInteger(result) ? new WholeFloat(result) : result
}
