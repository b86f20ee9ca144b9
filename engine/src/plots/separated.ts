import type { Scalar, Value } from '../foundation/formats/index.ts'
import type { Column, PlotData, Table } from './table.ts'

export interface SeparatedStyle {
  readonly separator: ',' | '\t'
  /** Whether the first row has the names; numbers from 0 otherwise. */
  readonly hasHeader: boolean
}

/**
 * What a text of values with commas or tabs between them offers to plots; undefined if it has no rows. All values are
 * texts. As in Python's reader, what a row has beyond the header lies as a list under the key null, and what it lacks is null.
 */
export function dataOfSeparated(text: string, { separator, hasHeader }: SeparatedStyle): PlotData | undefined {
  const rows = splitRows(text, separator)
  const names = hasHeader ? rows.shift() : rows[0]?.map((_, index) => String(index))
  const [first] = rows
  if (!names || !first) return undefined
  const columns = columnsOf(names, rows)
  const hasMore = columns.has(null)
  const isRegular = !hasMore || first.length > names.length
  const table: Table = isRegular ? { rows: rows.length, columns } : { rows: 0, columns: new Map() }
  return { table: () => table, lastKey: () => (first.length > names.length ? null : [...new Set(names)].at(-1)) }
}

function columnsOf(names: readonly string[], rows: readonly (readonly string[])[]): Map<Scalar, Column> {
  const columns = new Map<Scalar, Column>()
  for (const [index, name] of names.entries())
    columns.set(
      name,
      rows.map((row) => row[index] ?? null),
    )
  if (rows.some((row) => row.length > names.length))
    columns.set(
      null,
      rows.map((row): Value | undefined => (row.length > names.length ? row.slice(names.length) : undefined)),
    )
  return columns
}

/** Rows of fields, as Python's csv module reads them. Empty lines are no rows. */
export function splitRows(text: string, separator: string): string[][] {
  const lines = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
  if (lines.includes('"')) return quotedRows(lines, separator)
  return lines.split('\n').flatMap((line) => (line === '' ? [] : [line.split(separator)]))
}

/** A field is in quotes if it begins with one; a doubled quote in there stands for itself. */
function quotedRows(text: string, separator: string): string[][] {
  const field = new RegExp(`(?:"([^"]*(?:""[^"]*)*)(?:"|$))?([^${separator}\\n]*)(${separator}|\\n|$)`, 'y')
  const rows: string[][] = []
  let row: string[] = []
  while (field.lastIndex < text.length || row.length > 0) {
    const [whole = '', quoted, plain = '', end] = field.exec(text) ?? []
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"') + plain)
    if (end === separator) continue
    if (row.length > 1 || whole !== '\n') rows.push(row)
    row = []
    if (end === '') break
  }
  return rows
}
