import type { Overview } from '@sterna/api'
import { Link } from '@tanstack/react-router'
import { Difference } from '../../parts/Difference.tsx'
import { cellText } from '../../parts/numbers.ts'
import { agoText, wholeTime } from '../../parts/time.ts'
import { useNow } from '../../parts/use-now.ts'
import names from './home.module.css'

type Run = Overview['recent'][number]

/** What was tried last, and whether it is better than where it began. */
export function RecentRuns({ runs }: { readonly runs: readonly Run[] }) {
  const now = useNow()
  return (
    <section className={names['recent']} aria-labelledby="recent-runs">
      <h2 id="recent-runs">Tried last</h2>
      <ul>
        {runs.map((run) => (
          <li key={run.name}>
            <Link to="/runs/$run" params={{ run: run.name }} title={run.name}>
              {run.name}
            </Link>
            {run.state === 'success' ? <Metric metric={run.metric} /> : <em data-state={run.state}>{run.state}</em>}
            <time title={wholeTime(run.seconds)} dateTime={new Date(run.seconds * 1000).toISOString()}>
              {agoText(run.seconds, now)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Metric({ metric }: { readonly metric: Run['metric'] }) {
  if (!metric || metric.value === null) return <span />
  return (
    <span className={names['metric']}>
      {metric.name} {cellText(metric.value)}
      <Difference column={{ kind: 'metrics', direction: metric.direction }} value={metric.value} base={metric.base} />
    </span>
  )
}
