import type { AnswerOf, Cell, ValueColumn as ShownColumn, SternaRoutes } from '@sterna/api'
import {
  type Direction,
  type Directions,
  type ExperimentColumns,
  experimentColumns,
  GatheredColumns,
  knownDirection,
  listExperiments,
  type Project,
  renderExperimentRef,
  showExperiments,
  type ValueColumn,
} from '@sterna/engine'

/** All experiments with the commits they began at, the tips of branches, and the workspace. Nothing without Git. */
export async function lookAtExperiments(project: Project): Promise<ExperimentColumns> {
  if (project.git === undefined) return experimentColumns([])
  const began = new Set(listExperiments(project.git).map(({ baseline }) => baseline))
  const gathered = new GatheredColumns()
  const shown = await showExperiments(project, {
    revisions: [...(project.git.head().commit === undefined ? [] : ['HEAD']), ...began],
    commits: 1,
    allBranches: true,
    allTags: false,
    allCommits: false,
    hideWorkspace: false,
    hideQueued: false,
    hideFailed: false,
    withoutNames: false,
    onlyDependencies: false,
    isForced: false,
    condense: gathered.condense,
  })
  return gathered.columns(shown)
}

type Answer = Omit<AnswerOf<SternaRoutes['experiments']>, 'stamp'>

export interface SeenExperiments {
  readonly table: ExperimentColumns
  readonly directions: Directions
  /** Full refs of those that are pinned. */
  readonly pinned: ReadonlySet<string>
}

/** All but the stamp, which is that of the state. */
export function presentExperiments({ table, directions, pinned }: SeenExperiments): Answer {
  const { rows } = table
  const isPinned = rows.map(({ name, parent }) => {
    const baseline = parent === undefined ? undefined : rows[parent]!.revision
    return name !== undefined && baseline !== undefined && pinned.has(renderExperimentRef({ baseline, name }))
  })
  return {
    rows: {
      kind: rows.map(({ kind }) => kind),
      revision: rows.map(({ revision }) => revision),
      name: rows.map(({ name }) => name ?? null),
      parent: rows.map(({ parent }) => parent ?? null),
      state: rows.map(({ state }) => state ?? null),
      seconds: rows.map(({ seconds }) => seconds ?? null),
      problem: rows.map(({ problem }) => problem ?? null),
      isPinned,
    },
    columns: table.columns.map((column) => shownColumn(column, directionOf(directions, column))),
  }
}

export function columnId({ kind, file, name }: Pick<ValueColumn, 'kind' | 'file' | 'name'>): string {
  return `${kind}:${file}:${name}`
}

function directionOf(directions: Directions, { kind, file, name }: ValueColumn): Direction | undefined {
  return kind === 'metrics' ? knownDirection(directions, file, name) : undefined
}

function shownColumn(column: ValueColumn, direction: Direction | undefined): ShownColumn {
  const { kind, file, name, filled } = column
  const range = column.range()
  return {
    id: columnId(column),
    kind,
    file,
    name,
    filled,
    isNumeric: range !== undefined && !column.hasTexts,
    isVarying: column.isVarying(),
    ...(range && range.every(Number.isFinite) ? { range: [...range] } : {}),
    ...(direction && { direction }),
  }
}

/** The values of a column as JSON can say them. */
export function presentValues(column: ValueColumn): Cell[] {
  return Array.from({ length: column.rows }, (_, row) => presentValue(column, row))
}

export function presentValue(column: ValueColumn, row: number): Cell {
  const value = column.at(row)
  if (value === undefined) return null
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
