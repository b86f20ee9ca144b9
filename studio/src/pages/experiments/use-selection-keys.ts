import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type KeyDeed, useKeys } from '../../frame/keys.ts'
import { comparedRuns } from './compared-runs.ts'

export interface Selection {
  readonly selected: readonly string[]
  readonly base: string | undefined
  readonly clear: () => void
}

/** `c` compares what is selected, Esc clears the selection. */
export function useSelectionKeys({ selected, base, clear }: Selection): void {
  const navigate = useNavigate()
  const runs = comparedRuns(selected, base).join(',')
  const deeds = useMemo<readonly KeyDeed[]>(
    () => [
      {
        keys: 'c',
        what: 'Compare what is selected',
        run: () => void navigate({ to: '/compare', search: { runs, base } as never }),
      },
      { keys: 'Escape', what: 'Clear the selection', run: clear },
    ],
    [navigate, runs, base, clear],
  )
  useKeys(deeds)
}
