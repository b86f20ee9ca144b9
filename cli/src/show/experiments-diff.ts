import {
  type ExperimentsDiff,
  formatGeneral,
  pythonText,
  type Value,
  type ValueDifference,
  WholeFloat,
} from '@sterna/engine'
import { differencesJson } from './metrics.ts'
import { markdownTable, plainTable } from './table.ts'

interface DiffStyle {
  readonly before: string
  readonly after: string
  readonly withPath: boolean
  readonly isMarkdown: boolean
  /** Of metrics; parameters are shown as they are. */
  readonly digits: number
}

const nothing = '-'
const noNumbers = 'diff not supported'

/** A table of metrics, an empty line, and one of parameters; an empty table has no line unless it is markdown. */
export function experimentsDiffLines(diff: ExperimentsDiff | undefined, style: DiffStyle): string[] {
  if (!diff) return []
  const metrics = tableOf('Metric', diff.metrics, style, style.digits)
  return [...metrics, '', ...tableOf('Param', diff.params, style, undefined)]
}

function tableOf(
  what: string,
  files: ExperimentsDiff['metrics'],
  { before, after, withPath, isMarkdown }: DiffStyle,
  digits: number | undefined,
): string[] {
  const header = [...(withPath ? ['Path'] : []), what, before, after, 'Change']
  const rows = [...files].flatMap(([file, values]) =>
    [...values].map(([name, difference]) => [...(withPath ? [file] : []), name, ...cellsOf(difference, digits)]),
  )
  return isMarkdown ? markdownTable(rows, header) : plainTable(rows, header)
}

function cellsOf({ before, after, change }: ValueDifference, digits: number | undefined): string[] {
  return [cell(before, digits), cell(after, digits), change === undefined ? noNumbers : cell(change, digits)]
}

function cell(value: Value | undefined, digits: number | undefined): string {
  if (value === undefined || value === null) return nothing
  if (digits === undefined) return pythonText(value)
  if (value instanceof WholeFloat) return formatGeneral(value.value, digits)
  return typeof value === 'number' && !Number.isInteger(value) ? formatGeneral(value, digits) : pythonText(value)
}

export function experimentsDiffJson(diff: ExperimentsDiff | undefined): unknown {
  return diff ? { metrics: differencesJson(diff.metrics), params: differencesJson(diff.params) } : {}
}
