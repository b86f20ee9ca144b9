import type { ExperimentsAnswer } from '@sterna/api'
import { RequestFailure } from '@sterna/api/client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

interface Shown {
  readonly table: ExperimentsAnswer
  readonly rows: readonly number[]
}

/** Numbers of rows mean something only with the table they were told for: until those of the newest one are here, both stay. */
export function useOfOneState(
  table: ExperimentsAnswer,
  found: { stamp: string | undefined; rows: number[] } | undefined,
): Shown {
  const [shown, setShown] = useState<Shown>({ table, rows: [] })
  if (found?.stamp !== table.stamp || shown.rows === found.rows) return shown
  const next = { table, rows: found.rows }
  setShown(next)
  return next
}

/** What was asked of a state that is gone by now is asked of the new one. */
export function useAskAgain(error: unknown): void {
  const queries = useQueryClient()
  const isGone = error instanceof RequestFailure && error.code === 'changed-meanwhile'
  useEffect(() => {
    if (isGone) void queries.invalidateQueries({ queryKey: ['experiments'] })
  }, [isGone, queries])
}
