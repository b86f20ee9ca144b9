import type { Run } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { runQuery } from '../../connection/queries.ts'
import { Deeds } from '../../parts/Deeds.tsx'
import { FailureNotice, Waiting } from '../../parts/Notice.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { agoText, wholeTime } from '../../parts/time.ts'
import { useNow } from '../../parts/use-now.ts'
import { useViewState } from '../../view-state/view-state.ts'
import { LogView } from './LogView.tsx'
import { RunFacts } from './RunFacts.tsx'
import { RunNow } from './RunNow.tsx'
import names from './run.module.css'
import { useRunDeeds } from './use-run-deeds.tsx'

/** Is it going well, and how do I get it again? */
export function RunPage() {
  const { run } = useParams({ strict: false }) as { run: string }
  const { data, error, refetch } = useQuery(runQuery(run))
  if (error && !data) return <FailureNotice error={error} retry={() => void refetch()} />
  if (!data) return <Waiting what="Reading the run …" />
  return <Known run={data} />
}

const tabs = { now: 'Now', facts: 'How it came about', log: 'Log' } as const
type Tab = keyof typeof tabs

function Known({ run }: { readonly run: Run }) {
  const [view, change] = useViewState()
  const deeds = useRunDeeds(run)
  const usual: Tab = run.state === 'running' ? 'log' : 'now'
  const tab = view['tab'] ?? usual
  return (
    <div className={names['page']} data-tab={tab}>
      <Head run={run} />
      {run.problem === null ? undefined : <Problem>{run.problem}</Problem>}
      <Deeds deeds={deeds} label="What can be done" />
      <nav className={names['tabs']} aria-label="Of this run">
        {(Object.keys(tabs) as Tab[]).map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === tab ? 'page' : undefined}
            onClick={() => change({ tab: one, log: undefined, find: undefined, at: undefined }, true)}
          >
            {tabs[one]}
          </button>
        ))}
      </nav>
      {tab === 'log' ? <LogView run={run} /> : tab === 'facts' ? <RunFacts run={run} /> : <RunNow run={run} />}
    </div>
  )
}

const shownDigits = 7
const words = { running: 'runs', queued: 'waits in the queue', failed: 'failed', success: 'is done' } as const

function Head({ run }: { readonly run: Run }) {
  const now = useNow()
  const { name, kind, state, revision, baseline, seconds } = run
  const title = kind === 'commit' && name === revision ? revision.slice(0, shownDigits) : name
  return (
    <header className={names['head']}>
      <h1>
        {title} {state === null ? undefined : <span data-state={state}>{words[state]}</span>}
      </h1>
      <p>
        {kind === 'workspace' ? 'as the files are now' : undefined}
        {revision !== 'workspace' ? <code title={revision}>{revision.slice(0, shownDigits)}</code> : undefined}
        {baseline === null || baseline === 'workspace' ? undefined : (
          <>
            {' '}
            began at{' '}
            <Link to="/runs/$run" params={{ run: baseline }}>
              <code>{baseline.slice(0, shownDigits)}</code>
            </Link>
          </>
        )}
        {seconds === null ? undefined : <span title={wholeTime(seconds)}> · {agoText(seconds, now)}</span>}
      </p>
    </header>
  )
}
