import type { Cell, ValueColumn } from '@sterna/api'
import { useQueries } from '@tanstack/react-query'
import { valuesQuery } from '../../connection/queries.ts'

export type Values = ReadonlyMap<string, readonly Cell[]>

/** The values of the columns that can be seen. Columns that are still on their way are missing. */
export function useValues(stamp: string, columns: readonly ValueColumn[]): Values {
  const results = useQueries({ queries: columns.map(({ id }) => valuesQuery(stamp, id)) })
  return new Map(columns.flatMap(({ id }, index) => (results[index]?.data ? [[id, results[index].data] as const] : [])))
}

export type Verdict = 'better' | 'worse' | 'different'

/** What a value is against that of the pinned row: how far away, and whether that is better, if anybody has told the direction. */
export function comparedWith(
  column: ValueColumn,
  value: Cell | undefined,
  base: Cell | undefined,
): { readonly difference: number; readonly verdict: Verdict } | undefined {
  if (column.kind !== 'metrics' || typeof value !== 'number' || typeof base !== 'number' || value === base)
    return undefined
  const difference = value - base
  if (column.direction === undefined) return { difference, verdict: 'different' }
  return { difference, verdict: difference > 0 === (column.direction === 'max') ? 'better' : 'worse' }
}
