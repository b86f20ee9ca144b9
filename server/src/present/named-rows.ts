import { Refusal } from '../requests/refusal.ts'

/** What a row of experiments is called by. */
export interface NamedRow {
  readonly revision: string
  readonly name?: string | null | undefined
}

/** The row that a name of an experiment or branch, or a revision, means; undefined if none. */
export function findRow(rows: readonly NamedRow[], name: string): number | undefined {
  const row = rows.findIndex((one) => one.name === name || one.revision === name)
  return row < 0 ? undefined : row
}

export function noRun(name: string): Refusal {
  return new Refusal(404, {
    code: 'no-run',
    message: `There is no run '${name}'.`,
    hint: 'It may have been removed; the page of experiments shows which there are.',
  })
}
