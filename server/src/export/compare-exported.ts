import type { Comparison, Contrast } from '@sterna/api'
import { type ComparedColumn, chooseRuns, compareValues } from '../present/compared-values.ts'
import type { AnswerFiles } from './answer-files.ts'

/** What differs between runs, as the server compares them. */
export async function compareExported(
  files: AnswerFiles,
  names: readonly string[],
  base: string | undefined,
): Promise<Comparison> {
  const { rows, columns } = await files.experiments()
  const called = rows.revision.map((revision, row) => ({ revision, name: rows.name[row] }))
  const chosen = chooseRuns(called, names, base)
  const compared = await Promise.all(
    columns.map(async (column): Promise<ComparedColumn> => {
      const values = await files.values(column.id)
      return { ...column, at: (row) => values[row] ?? null }
    }),
  )
  const runs = chosen.rows.map((row, index) => ({
    name: names[index]!,
    revision: rows.revision[row]!,
    seconds: rows.seconds[row] ?? null,
  }))
  const contrasts = await contrastsOf(files, runs, chosen.base)
  return { runs, base: chosen.base, ...compareValues(compared, chosen.rows), contrasts }
}

async function contrastsOf(files: AnswerFiles, runs: Comparison['runs'], base: number): Promise<Contrast[]> {
  const known = await files.contrasts(runs[base]!.revision)
  return runs
    .filter((_, index) => index !== base)
    .map(({ name, revision }) => ({ run: name, sections: known[revision] ?? notExported(name, runs[base]!.name) }))
}

function notExported(run: string, base: string): Contrast['sections'] {
  return [{ title: 'Data, code and environment', lines: [`Not exported; it is told by: sterna diff ${base} ${run}`] }]
}
