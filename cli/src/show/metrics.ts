import {
  type DiffResult,
  type Failure,
  type FileValues,
  flatten,
  type MetricsShown,
  problemOfDvc,
  pythonText,
  roundLikePython,
  type Value,
  type ValueDifference,
  type ViewValues,
  WholeFloat,
} from '@sterna/engine'
import { markdownTable, plainTable } from './table.ts'

export interface MetricsStyle {
  readonly isMarkdown: boolean
  /** Digits after the point; numbers are left as they are without it. */
  readonly digits?: number
}

const nothing = '-'

export interface ShowStyle extends MetricsStyle {
  readonly withRevisions: boolean
}

/** A row for each file of each revision, a column for each metric. */
export function metricsLines({ revisions }: MetricsShown, style: ShowStyle): string[] {
  const rows = [...revisions].flatMap(([revision, values]) => rowsOf(revision, values, style))
  if (rows.length === 0 && !style.isMarkdown) return []
  const names = [...new Set(rows.flatMap(({ flat }) => [...flat.keys()]))].sort()
  const cells = rows.map(({ place, flat }) => [...place, ...names.map((name) => cell(flat.get(name), style))])
  return table(cells, [...(style.withRevisions ? ['Revision'] : []), 'Path', ...names], style)
}

function rowsOf(revision: string, values: ViewValues, { withRevisions }: ShowStyle) {
  if (values.kind === 'unreadable') return []
  return [...values.files].map(([file, one]) => ({
    place: withRevisions ? [revision, file] : [file],
    flat: one.kind === 'values' ? flatten(one.value) : new Map<string, Value>(),
  }))
}

export function metricsJson({ revisions }: MetricsShown): unknown {
  return new Map([...revisions].map(([revision, values]) => [revision, revisionJson(values)]))
}

function revisionJson(values: ViewValues): unknown {
  if (values.kind === 'unreadable') return { error: errorJson(values.failure) }
  return { data: new Map([...values.files].map(([file, one]) => [file, fileJson(one)])) }
}

function errorJson(failure: Failure): unknown {
  const { type, message } = problemOfDvc(failure)
  return { type, msg: message }
}

function fileJson(values: FileValues): unknown {
  return values.kind === 'values' ? { data: values.value } : { error: { type: values.type, msg: values.message } }
}

export interface DiffStyle extends MetricsStyle {
  readonly what: 'Metric' | 'Param'
  readonly before: string
  readonly after: string
  readonly withPath: boolean
  /** What is said of a difference in a last column, if anything. */
  readonly remarkOn?: (file: string, name: string, difference: ValueDifference) => string | undefined
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
      ...(style.remarkOn ? [style.remarkOn(file, name, difference) ?? ''] : []),
    ]),
  )
  if (rows.length === 0 && !style.isMarkdown) return []
  const header = [
    ...(style.withPath ? ['Path'] : []),
    style.what,
    style.before,
    style.after,
    ...(isMetric ? ['Change'] : []),
    ...(style.remarkOn ? [''] : []),
  ]
  return table(rows, header, style)
}

export function diffJson({ files }: DiffResult): unknown {
  return differencesJson(files)
}

export function differencesJson(files: DiffResult['files'], remarksOn: RemarksOn = () => ({})): unknown {
  return new Map(
    [...files].map(([file, values]) => [
      file,
      new Map(
        [...values].map(([name, difference]) => [name, { ...sides(difference), ...remarksOn(file, name, difference) }]),
      ),
    ]),
  )
}

type RemarksOn = (file: string, name: string, difference: ValueDifference) => Record<string, unknown>

function sides({ before, after, change }: ValueDifference): Record<string, unknown> {
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
