import type { Cell, ValueColumn } from '@sterna/api'
import { useQueries } from '@tanstack/react-query'
import { valuesQuery } from '../../connection/queries.ts'

export type Values = ReadonlyMap<string, readonly Cell[]>

/** The values of the columns that can be seen. Columns that are still on their way are missing. */
export function useValues(stamp: string, columns: readonly ValueColumn[]): Values {
  const results = useQueries({ queries: columns.map(({ id }) => valuesQuery(stamp, id)) })
  return new Map(columns.flatMap(({ id }, index) => (results[index]?.data ? [[id, results[index].data] as const] : [])))
}
