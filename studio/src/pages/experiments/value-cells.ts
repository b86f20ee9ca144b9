import type { Cell, ValueColumn } from '@sterna/api'
import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useCallback } from 'react'
import { valuesQuery } from '../../connection/queries.ts'

export type Values = ReadonlyMap<string, readonly Cell[]>

/** The values of some columns, the same until one more has come. Columns that are still on their way are missing. */
export function useValues(stamp: string, columns: readonly ValueColumn[]): Values {
  const combine = useCallback(
    (results: UseQueryResult<readonly Cell[]>[]): Values =>
      new Map(columns.flatMap(({ id }, i) => (results[i]?.data ? [[id, results[i].data] as const] : []))),
    [columns],
  )
  return useQueries({ queries: columns.map(({ id }) => valuesQuery(stamp, id)), combine })
}
