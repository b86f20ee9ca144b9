import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { live } from '../connection/connected.ts'
import { exported } from '../connection/exported.ts'
import { projectQuery } from '../connection/queries.ts'
import { CommandText } from '../parts/CommandText.tsx'
import { wholeTime } from '../parts/time.ts'
import type { ViewState } from '../view-state/view-state.ts'
import { commandFor } from './command-for.ts'
import names from './frame.module.css'

/** The command that gives the same answer in a terminal, and whether changes are heard of. */
export function Foot() {
  const { pathname, search } = useRouterState({ select: ({ location }) => location })
  const { data: project } = useQuery(projectQuery)
  const state = useSyncExternalStore(live.listen, live.state)
  return (
    <footer className={names['foot']}>
      <CommandText command={commandFor(pathname, search as ViewState)} />
      <output className={names['state']}>
        {exported ? (
          <time dateTime={exported.made.toISOString()}>Exported {wholeTime(exported.made.getTime() / 1000)}</time>
        ) : state.kind === 'live' ? (
          <>
            <span className={names['dot']} aria-hidden="true" /> live
          </>
        ) : (
          `Not connected to the studio. Shown as of ${new Date(state.since).toLocaleTimeString('en-GB')}.`
        )}
      </output>
      {project?.remote ? <span className={names['remote']}>{project.remote.url}</span> : undefined}
    </footer>
  )
}
