import type { Comparison, Contrast } from '@sterna/api'
import { diffRevisions, knownDirection, type Project, quietCall, type ValueColumn } from '@sterna/engine'
import type { Repository } from '../repository.ts'
import type { StudioWords } from '../studio-words.ts'
import { type ComparedColumn, chooseRuns, compareValues } from './compared-values.ts'
import { columnId, presentValue, type SeenExperiments } from './experiments.ts'

interface Comparing {
  readonly repository: Repository
  readonly words: StudioWords
  readonly known: SeenExperiments
}

/** What differs between runs: values of all of them, and of each what else it has otherwise than the base. */
export async function compareRuns(comparing: Comparing, names: readonly string[], base: string | undefined) {
  const { table } = comparing.known
  const chosen = chooseRuns(table.rows, names, base)
  const columns = table.columns.map((column) => comparedColumn(comparing.known, column))
  const answer: Comparison = {
    runs: chosen.rows.map((row, index) => runAt(comparing.known, row, names[index]!)),
    base: chosen.base,
    ...compareValues(columns, chosen.rows),
    contrasts: await contrastsOf(comparing, chosen.rows, names, chosen.base),
  }
  return answer
}

/** All but values that a revision has otherwise than another one, subject by subject, in words. */
export async function contrastOf(
  project: Project,
  words: StudioWords,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<Contrast['sections']> {
  const request = { before, after: after === 'workspace' ? undefined : after }
  const found = words.differences(await diffRevisions(project, request, quietCall()))
  return found.map(({ title, lines }) => ({ title, lines: [...lines] }))
}

function runAt({ table: { rows } }: SeenExperiments, row: number, name: string): Comparison['runs'][number] {
  const { revision, seconds } = rows[row]!
  return { name, revision, seconds: seconds ?? null }
}

function comparedColumn({ directions }: SeenExperiments, column: ValueColumn): ComparedColumn {
  const { kind, file, name } = column
  const direction = kind === 'metrics' ? knownDirection(directions, file, name) : undefined
  const at = (row: number) => presentValue(column, row)
  return { id: columnId(column), kind, file, name, ...(direction && { direction }), at }
}

function contrastsOf(
  { repository, words, known }: Comparing,
  rows: readonly number[],
  names: readonly string[],
  base: number,
) {
  const revisionAt = (index: number) => known.table.rows[rows[index]!]!.revision
  return repository.look(async (project) => {
    const contrasts: Contrast[] = []
    for (const [index, run] of names.entries()) {
      if (index === base || project.git === undefined) continue
      const pair = { before: revisionAt(base), after: revisionAt(index) }
      contrasts.push({ run, sections: await contrastOf(project, words, pair) })
    }
    return contrasts
  })
}
