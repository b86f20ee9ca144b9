import type { Cell, ValueColumn } from '@sterna/api'
import { type ChosenFrom, chooseRows } from '@sterna/engine'
import type { AnswerFiles } from './answer-files.ts'

/**
 * The rows that are meant. Only columns that the choice asks for are read: it is made anew as often as it comes upon one whose
 * values are not here yet.
 */
export async function chooseExported(files: AnswerFiles, choice: Parameters<typeof chooseRows>[1]): Promise<number[]> {
  const { rows, columns } = await files.experiments()
  const read = new Map<string, readonly Cell[]>()
  const table: ChosenFrom = {
    rows: rows.kind.map((kind, row) => ({ kind, parent: rows.parent[row] ?? undefined })),
    columns: columns.map((column) => ({ ...column, at: (row) => valueIn(column, read.get(column.id), row) })),
  }
  for (;;) {
    try {
      return chooseRows(table, choice)
    } catch (error) {
      if (!(error instanceof NotReadYet)) throw error
      read.set(error.column, await files.values(error.column))
    }
  }
}

class NotReadYet extends Error {
  readonly column: string

  constructor(column: string) {
    super(`The values of ${column} are needed.`)
    this.column = column
  }
}

/** JSON has no infinite numbers: in a column of numbers their texts are meant as such. */
function valueIn(column: ValueColumn, values: readonly Cell[] | undefined, row: number): Cell | undefined {
  if (values === undefined) throw new NotReadYet(column.id)
  const value = values[row] ?? undefined
  return column.isNumeric && typeof value === 'string' ? Number(value) : value
}
