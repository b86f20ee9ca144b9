import type { ComparedValue, Comparison, Contrast } from '@sterna/api'
import { diffRevisions, knownDirection, quietCall, type ValueColumn } from '@sterna/engine'
import type { Repository } from '../repository.ts'
import { Refusal } from '../requests/refusal.ts'
import type { StudioWords } from '../studio-words.ts'
import { columnId, presentValue, type SeenExperiments } from './experiments.ts'

interface Comparing {
  readonly repository: Repository
  readonly words: StudioWords
  readonly known: SeenExperiments
}

const [fewest, most] = [2, 8]

/** What differs between runs: values of all of them, and of each what else it has otherwise than the base. */
export async function compareRuns(comparing: Comparing, names: readonly string[], base: string | undefined) {
  if (names.length < fewest || names.length > most)
    throw new Refusal(400, {
      code: 'usage',
      message: `Between ${fewest} and ${most} runs can be compared, not ${names.length}.`,
    })
  const rows = names.map((name) => rowCalled(comparing.known, name))
  const baseIndex = base === undefined ? 0 : names.indexOf(base)
  if (baseIndex < 0) throw new Refusal(400, { code: 'usage', message: `The base '${base}' is none of the runs.` })
  const values = comparing.known.table.columns.map((column) => comparedValue(comparing.known, column, rows))
  const known = values.filter(({ values: all }) => all.some((value) => value !== null))
  const differing = known.filter(({ values: all }) => all.some((value) => value !== all[0]))
  const answer: Comparison = {
    runs: rows.map((row, index) => runAt(comparing.known, row, names[index]!)),
    base: baseIndex,
    values: differing,
    equal: known.length - differing.length,
    contrasts: await contrastsOf(comparing, rows, names, baseIndex),
  }
  return answer
}

function rowCalled({ table: { rows } }: SeenExperiments, name: string): number {
  const row = rows.findIndex((one) => one.name === name || one.revision === name)
  if (row >= 0) return row
  const message = `There is no run '${name}'.`
  throw new Refusal(404, {
    code: 'no-run',
    message,
    hint: 'It may have been removed; the page of experiments shows which there are.',
  })
}

function runAt({ table: { rows } }: SeenExperiments, row: number, name: string): Comparison['runs'][number] {
  const { revision, seconds } = rows[row]!
  return { name, revision, seconds: seconds ?? null }
}

function comparedValue({ directions }: SeenExperiments, column: ValueColumn, rows: readonly number[]): ComparedValue {
  const { kind, file, name } = column
  const direction = kind === 'metrics' ? knownDirection(directions, file, name) : undefined
  const values = rows.map((row) => presentValue(column, row))
  return { id: columnId(column), kind, file, name, ...(direction && { direction }), values }
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
      const [before, after] = [revisionAt(base), revisionAt(index)]
      const request = { before, after: after === 'workspace' ? undefined : after }
      const found = words.differences(await diffRevisions(project, request, quietCall()))
      contrasts.push({ run, sections: found.map(({ title, lines }) => ({ title, lines: [...lines] })) })
    }
    return contrasts
  })
}
