import { compareCodePoints } from '../../foundation/base/index.ts'
import type { Value } from '../../foundation/formats/index.ts'
import { parseFilter } from '../filter/parse-filter.ts'
import { findValue, type ValueNames } from '../table/value-names.ts'
import type { CellValue } from './gathered-values.ts'
import type { ValueColumn } from './value-column.ts'

/** Of a column what choosing takes. */
export interface ChosenColumn extends Pick<ValueColumn, 'kind' | 'file' | 'name'> {
  /** Undefined where the row has none. */
  at(row: number): CellValue | undefined
}

/** Of experiments what choosing takes, wherever they are kept. */
export interface ChosenFrom {
  readonly rows: readonly {
    readonly kind: 'workspace' | 'commit' | 'experiment'
    readonly parent?: number | undefined
  }[]
  readonly columns: readonly ChosenColumn[]
}

export interface RowChoice {
  /** Only rows of experiments for which this holds: `metrics.auc > 0.9 and params.lr < 0.01`. */
  readonly where?: string | undefined
  /** A metric or parameter to sort by, its name or `file:name`. */
  readonly sortBy?: string | undefined
  readonly isDescending: boolean
}

/**
 * The rows that are meant, by number, in their order: the workspace and commits stay in front of the experiments that began
 * there. A filter leaves only commits with experiments for which it holds; sorting, too, is among the experiments of a commit.
 */
export function chooseRows(table: ChosenFrom, { where, sortBy, isDescending }: RowChoice): number[] {
  const all = Array.from(table.rows, (_, row) => row)
  const kept = where === undefined ? all : rowsWhere(table, all, where)
  if (sortBy === undefined) return kept
  const column = columnOf(table, sortBy)
  return grouped(table, kept).flatMap(({ parent, experiments }) => [
    ...parent,
    ...experiments.sort((a, b) => byValue(column, isDescending, a, b)),
  ])
}

/** The column that `name` or `file:name` means. None or several is a `Failure`. */
export function columnOf(
  table: Pick<ChosenFrom, 'columns'>,
  text: string,
  kinds: readonly ValueColumn['kind'][] = bothKinds,
): ChosenColumn {
  const { kind, file, name } = findValue(namesOf(table, kinds), text, 'column')
  return table.columns.find((one) => one.kind === kind && one.file === file && one.name === name)!
}

const bothKinds = ['metrics', 'params'] as const

function namesOf({ columns }: Pick<ChosenFrom, 'columns'>, kinds: readonly ValueColumn['kind'][]): ValueNames {
  const names = { metrics: new Map<string, Set<string>>(), params: new Map<string, Set<string>>() }
  for (const { kind, file, name } of columns) {
    if (!kinds.includes(kind)) continue
    const own = names[kind].get(file) ?? new Set<string>()
    names[kind].set(file, own.add(name))
  }
  return { ...names, deps: [] }
}

function rowsWhere(table: ChosenFrom, rows: readonly number[], where: string): number[] {
  const filter = parseFilter(where)
  const columns = filter.paths.map((path) => [path, columnOfPath(table, path)] as const)
  const holds = (row: number) => filter.matches(valuesAt(columns, row))
  const found = new Set(rows.filter((row) => table.rows[row]!.kind === 'experiment' && holds(row)))
  const parents = new Set([...found].map((row) => table.rows[row]!.parent))
  return rows.filter((row) => found.has(row) || parents.has(row))
}

/** What `metrics.auc` or `params.train.yaml:lr` means. */
function columnOfPath(table: ChosenFrom, path: string): ChosenColumn {
  const dot = path.indexOf('.')
  return columnOf(table, path.slice(dot + 1), [path.slice(0, dot) === 'metrics' ? 'metrics' : 'params'])
}

function valuesAt(columns: readonly (readonly [string, ChosenColumn])[], row: number): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>()
  for (const [path, column] of columns) {
    const value = column.at(row)
    if (value !== undefined) values.set(path, value)
  }
  return values
}

interface Group {
  /** The row of the commit, if it is among them. */
  readonly parent: readonly number[]
  readonly experiments: number[]
}

function grouped(table: ChosenFrom, rows: readonly number[]): Group[] {
  const groups: Group[] = []
  for (const row of rows) {
    if (table.rows[row]!.kind === 'experiment') groups.at(-1)!.experiments.push(row)
    else groups.push({ parent: [row], experiments: [] })
  }
  return groups
}

/** Those without a value come last, whichever way is up; texts come behind numbers. */
function byValue(column: ChosenColumn, isDescending: boolean, a: number, b: number): number {
  const [x, y] = [column.at(a) ?? undefined, column.at(b) ?? undefined]
  if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined)
  const order = compare(x, y)
  return isDescending ? -order : order
}

function compare(x: Exclude<CellValue, null>, y: Exclude<CellValue, null>): number {
  if (typeof x === 'string' && typeof y === 'string') return compareCodePoints(x, y)
  if (typeof x === 'string' || typeof y === 'string') return typeof x === 'string' ? 1 : -1
  return Number(x) - Number(y) || 0
}
