import type { AnswerOf, Overview, SternaRoutes } from '@sterna/api'
import type { ValueColumn } from '@sterna/engine'
import { columnId, presentValue } from './experiments.ts'

type Answer = Pick<AnswerOf<SternaRoutes['experiments']>, 'rows' | 'columns'>
type Recent = Overview['recent'][number]

const mostRuns = 6

/** The newest experiments, the last one first, each with the metric that most is known of. */
export function recentRuns({ rows, columns }: Answer, table: readonly ValueColumn[]): Recent[] {
  const headline = columns.find(({ direction }) => direction) ?? columns.find(({ kind }) => kind === 'metrics')
  const values = headline && table.find((column) => columnId(column) === headline.id)
  const newest = rows.kind.flatMap((kind, row) => (kind === 'experiment' && rows.seconds[row] !== null ? [row] : []))
  newest.sort((a, b) => rows.seconds[b]! - rows.seconds[a]!)
  return newest.slice(0, mostRuns).map((row) => ({
    name: rows.name[row] ?? rows.revision[row]!,
    seconds: rows.seconds[row]!,
    state: rows.state[row] ?? 'success',
    ...(headline && values && { metric: metricOf(headline, values, row, rows.parent[row] ?? undefined) }),
  }))
}

function metricOf(
  { name, direction }: Answer['columns'][number],
  values: ValueColumn,
  row: number,
  parent: number | undefined,
): NonNullable<Recent['metric']> {
  const base = parent === undefined ? null : presentValue(values, parent)
  return { name, value: presentValue(values, row), base, ...(direction && { direction }) }
}
