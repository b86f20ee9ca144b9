import type { LiveRunInList } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { liveRunsQuery } from '../../connection/queries.ts'
import { FailureNotice, Notice, Waiting } from '../../parts/Notice.tsx'
import { agoText, durationText, wholeTime } from '../../parts/time.ts'
import { useNow } from '../../parts/use-now.ts'
import { useViewState } from '../../view-state/view-state.ts'
import { LiveRunPanel } from './LiveRunPanel.tsx'
import names from './runs.module.css'

/** Is it going well? Runs that tell of themselves by DVCLive. */
export function RunsPage() {
  const { data, error, refetch } = useQuery(liveRunsQuery)
  const [view, change] = useViewState()
  if (error && !data) return <FailureNotice error={error} retry={() => void refetch()} />
  if (!data) return <Waiting what="Reading what runs have told …" />
  if (data.runs.length === 0) return <None />
  const open = view['open'] ?? data.runs[0]!.id
  return (
    <div className={names['runs']}>
      <section className={names['list']} aria-label="Runs" tabIndex={0}>
        <h1>{titleOf(data.runs)}</h1>
        <ul>
          {data.runs.map((run) => (
            <RunInList key={run.id} run={run} isOpen={run.id === open} choose={() => change({ open: run.id }, true)} />
          ))}
        </ul>
      </section>
      <LiveRunPanel id={open} />
    </div>
  )
}

function None() {
  return (
    <Notice title="No run has told anything yet">
      Scripts that log with DVCLive do, when <code>DVC_STUDIO_URL</code>, <code>DVC_STUDIO_TOKEN</code> and{' '}
      <code>DVC_STUDIO_REPO_URL</code> lead them here.
    </Notice>
  )
}

function titleOf(runs: readonly LiveRunInList[]): string {
  const going = runs.filter(({ state }) => state === 'running').length
  return going === 0 ? 'Nothing runs now' : going === 1 ? '1 run goes on' : `${going} runs go on`
}

interface RunProps {
  readonly run: LiveRunInList
  readonly isOpen: boolean
  readonly choose: () => void
}

function RunInList({ run, isOpen, choose }: RunProps) {
  const now = useNow()
  const { name, state, began, lastHeard, step } = run
  const seconds = (state === 'running' ? now : lastHeard / 1000) - began / 1000
  return (
    <li>
      <button type="button" aria-pressed={isOpen} onClick={choose}>
        <strong>{name}</strong>
        <span data-state={state}>{state}</span>
        <small title={wholeTime(began / 1000)}>
          {step === null ? '' : `step ${step} · `}
          {durationText(Math.max(0, seconds))} · {agoText(began / 1000, now)}
        </small>
      </button>
    </li>
  )
}
