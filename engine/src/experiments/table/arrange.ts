import { Failure } from '../../foundation/base/index.ts'
import type { ExperimentsTable, TableColumn, TableRow } from './table.ts'

export interface Arrangement {
  /** Patterns of columns that stay, whatever else is said. */
  readonly keep: readonly string[]
  /** Patterns of columns to take out. */
  readonly drop: readonly string[]
  /** Without columns that have the same value in each row. */
  readonly onlyChanged: boolean
  /** Name and id of an experiment as one cell, with lines of the tree before it. */
  readonly asTree: boolean
}

/** The table with the columns that are to be seen, taken out in DVC's order. */
export function arrangeTable(
  table: ExperimentsTable,
  { keep, drop, onlyChanged, asTree }: Arrangement,
): ExperimentsTable {
  const isKept = matcher(keep)
  const isDropped = matcher(drop)
  const merged = asTree ? withTree(table) : table
  const isEmpty = (index: number) => merged.rows.every(({ cells }) => cells[index] === merged.fill)
  const isAlike = (index: number) => new Set(merged.rows.map(({ cells }) => cells[index])).size === 1
  const stays = ({ title }: TableColumn, index: number) => {
    if (isKept(title)) return true
    if (onlyWhenUsed.has(title) && isEmpty(index)) return false
    if (asTree && insideTree.has(title)) return false
    if (onlyChanged && isAlike(index)) return false
    return !isDropped(title)
  }
  const kept = merged.columns.flatMap((column, index) => (stays(column, index) ? [index] : []))
  return {
    ...merged,
    columns: kept.map((index) => merged.columns[index]!),
    rows: merged.rows.map((row) => ({ ...row, cells: kept.map((index) => row.cells[index]!) })),
  }
}

const onlyWhenUsed = new Set(['State', 'Executor'])
const insideTree = new Set(['rev', 'typ', 'parent'])
const branches = { baseline: '', branch_commit: '├── ', branch_base: '└── ' }

function withTree(table: ExperimentsTable): ExperimentsTable {
  return { ...table, rows: table.rows.map((row) => ({ ...row, cells: [treeCell(row), ...row.cells.slice(1)] })) }
}

function treeCell({ kind, cells: [name = '', revision = ''] }: TableRow): string {
  const text = kind === 'baseline' || name === '' ? name || revision : `${revision} [${name}]`
  return `${branches[kind]}${text}`
}

/** Whether a title begins with what one of the patterns, written for Python, matches. */
function matcher(patterns: readonly string[]): (title: string) => boolean {
  if (patterns.length === 0) return () => false
  const source = patterns.join('|').replaceAll('(?P<', '(?<').replaceAll('\\Z', '$').replaceAll('\\A', '^')
  try {
    const pattern = new RegExp(`^(?:${source})`)
    return (title) => pattern.test(title)
  } catch (error) {
    throw new Failure('usage', `'${patterns.join("', '")}' is not a regular expression`, { cause: error })
  }
}
