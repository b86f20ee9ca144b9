import type { Cell, ComparedValue, Comparison } from '@sterna/api'
import { Refusal } from '../requests/refusal.ts'
import { findRow, type NamedRow, noRun } from './named-rows.ts'

/** A metric or parameter of all rows, wherever its values are. */
export interface ComparedColumn extends Pick<ComparedValue, 'id' | 'kind' | 'file' | 'name' | 'direction'> {
  at(row: number): Cell
}

interface ChosenRuns {
  readonly rows: readonly number[]
  /** Which of them the others are compared with. */
  readonly base: number
}

const [fewest, most] = [2, 8]

/** The rows that names of experiments and branches, or revisions, mean. */
export function chooseRuns(rows: readonly NamedRow[], names: readonly string[], base: string | undefined): ChosenRuns {
  if (names.length < fewest || names.length > most)
    throw new Refusal(400, {
      code: 'usage',
      message: `Between ${fewest} and ${most} runs can be compared, not ${names.length}.`,
    })
  const chosen = names.map((name) => rowCalled(rows, name))
  const baseIndex = base === undefined ? 0 : names.indexOf(base)
  if (baseIndex < 0) throw new Refusal(400, { code: 'usage', message: `The base '${base}' is none of the runs.` })
  return { rows: chosen, base: baseIndex }
}

/** Those of which any two rows have different ones, and how many are the same in all. */
export function compareValues(
  columns: readonly ComparedColumn[],
  rows: readonly number[],
): Pick<Comparison, 'values' | 'equal'> {
  const values = columns.map((column) => comparedValue(column, rows))
  const known = values.filter(({ values: all }) => all.some((value) => value !== null))
  const differing = known.filter(({ values: all }) => all.some((value) => value !== all[0]))
  return { values: differing, equal: known.length - differing.length }
}

function rowCalled(rows: readonly NamedRow[], name: string): number {
  const row = findRow(rows, name)
  if (row === undefined) throw noRun(name)
  return row
}

function comparedValue(column: ComparedColumn, rows: readonly number[]): ComparedValue {
  const { id, kind, file, name, direction } = column
  return { id, kind, file, name, ...(direction && { direction }), values: rows.map((row) => column.at(row)) }
}
