import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type KeyDeed, useKeys } from '../../frame/keys.ts'
import { comparedRuns } from './compared-runs.ts'

/** `c` compares what is selected, Esc clears the selection. */
export function useSelectionKeys(selected: readonly string[], base: string | undefined): void {
  const navigate = useNavigate()
  const runs = comparedRuns(selected, base).join(',')
  const deeds = useMemo<readonly KeyDeed[]>(
    () => [
      {
        keys: 'c',
        what: 'Compare what is selected',
        run: () =>
          void navigate({ to: '/compare', search: { runs, ...(base === undefined ? {} : { base }) } as never }),
      },
      {
        keys: 'Escape',
        what: 'Clear the selection',
        run: () =>
          void navigate({
            to: '.',
            search: (before: object) => ({ ...before, sel: undefined }) as never,
            replace: true,
          }),
      },
    ],
    [navigate, runs, base],
  )
  useKeys(deeds)
}
