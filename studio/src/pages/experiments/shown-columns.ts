import type { ValueColumn } from '@sterna/api'

/** How many columns are shown of either kind, unless somebody chooses. */
const usualMetrics = 12
const usualParams = 12

/**
 * The columns that are shown: those that were chosen, in that order, or else the metrics, and the parameters in which rows differ.
 */
export function shownColumns(columns: readonly ValueColumn[], chosen: string | undefined): readonly ValueColumn[] {
  if (chosen === undefined) return usualColumns(columns)
  const byId = new Map(columns.map((column) => [column.id, column]))
  return chosen.split(',').flatMap((id) => byId.get(decodeURIComponent(id)) ?? [])
}

function usualColumns(columns: readonly ValueColumn[]): readonly ValueColumn[] {
  const metrics = columns.filter(({ kind }) => kind === 'metrics')
  const params = columns.filter(({ kind, isVarying }) => kind === 'params' && isVarying)
  return [...metrics.slice(0, usualMetrics), ...params.slice(0, usualParams)]
}

/** The same as a word of the address. */
export function chosenWord(columns: readonly ValueColumn[]): string {
  return columns.map(({ id }) => encodeURIComponent(id).replaceAll('%3A', ':')).join(',')
}

/** How people and the filter call a column: by its name alone where no other one is called so. */
export function shortName(column: ValueColumn, columns: readonly ValueColumn[]): string {
  const isOnly = columns.filter(({ name }) => name === column.name).length === 1
  return isOnly ? column.name : `${column.file}:${column.name}`
}
