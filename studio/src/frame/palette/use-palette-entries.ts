import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useMemo } from 'react'
import { experimentsQuery, overviewQuery, pipelineQuery } from '../../connection/queries.ts'
import { currentTheme } from '../../parts/theme.ts'
import type { ViewState } from '../../view-state/view-state.ts'
import { commandFor } from '../command-for.ts'
import { pages } from '../pages.ts'
import { paletteEntries } from './palette-entries.ts'

/** What there is to find now, from what pages show anyway. */
export function usePaletteEntries() {
  const { data: overview } = useQuery(overviewQuery)
  const { data: pipeline } = useQuery(pipelineQuery)
  const { data: experiments } = useQuery(experimentsQuery)
  const { pathname, search } = useRouterState({ select: ({ location }) => location })
  const command = commandFor(pathname, search as ViewState)
  const isDark = currentTheme() === 'dark'
  return useMemo(
    () => paletteEntries({ pages, overview, pipeline, experiments, command, isDark }),
    [overview, pipeline, experiments, command, isDark],
  )
}
