import type { NextStep, Overview } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Database, FlaskConical, type LucideIcon, Workflow } from 'lucide-react'
import { overviewQuery } from '../../connection/queries.ts'
import { CommandText } from '../../parts/CommandText.tsx'
import { FailureNotice, Waiting } from '../../parts/Notice.tsx'
import { counted } from '../../parts/numbers.ts'
import { Problem } from '../../parts/Problem.tsx'
import names from './home.module.css'
import { RecentRuns } from './RecentRuns.tsx'

/** What needs me, and how does the whole stand? */
export function HomePage() {
  const { data, error, refetch } = useQuery(overviewQuery)
  if (error && !data) return <FailureNotice error={error} retry={() => void refetch()} />
  if (!data) return <Waiting what="Looking at the project …" />
  return (
    <div className={names['home']}>
      <h1>{sentenceOf(data)}</h1>
      {data.problems.map((problem) => (
        <Problem key={problem}>{problem}</Problem>
      ))}
      <div className={names['stations']}>
        {stationsOf(data).map((station) => (
          <Station key={station.title} {...station} />
        ))}
      </div>
      {data.nextSteps.length > 0 ? <Steps steps={data.nextSteps} /> : undefined}
      {data.recent.length > 0 ? <RecentRuns runs={data.recent} /> : undefined}
    </div>
  )
}

/** What is true now, in words. */
function sentenceOf({ nextSteps, pipeline, data, experiments }: Overview): string {
  if (!pipeline && !data && !experiments) return 'Nothing tracked yet'
  if (nextSteps.length === 0) return 'All current. Nothing waits for you'
  return nextSteps
    .slice(0, 3)
    .map(({ what }, index) => (index === 0 ? what[0]!.toUpperCase() + what.slice(1) : what))
    .join(', ')
}

interface StationFigures {
  readonly title: string
  readonly icon: LucideIcon
  readonly figure: string
  readonly line: string
  readonly page?: '/pipeline' | '/experiments' | '/data'
}

function stationsOf({ data, pipeline, experiments }: Overview): StationFigures[] {
  return [
    ...(data ? [dataStation(data)] : []),
    ...(pipeline ? [pipelineStation(pipeline)] : []),
    ...(experiments ? [experimentsStation(experiments)] : []),
  ]
}

function dataStation({ outputs, changed, missing }: NonNullable<Overview['data']>): StationFigures {
  const states = [...(changed > 0 ? [`${changed} changed`] : []), ...(missing > 0 ? [`${missing} not here`] : [])]
  return {
    title: 'Data',
    icon: Database,
    figure: counted(outputs, 'data set'),
    line: states.join(' · ') || 'as recorded',
    page: '/data',
  }
}

function pipelineStation({ stages, stale }: NonNullable<Overview['pipeline']>): StationFigures {
  const figure = stale === 0 ? counted(stages, 'stage') : `${stale} of ${stages} stale`
  return { title: 'Pipeline', icon: Workflow, figure, line: stale === 0 ? 'all fresh' : 'must run', page: '/pipeline' }
}

function experimentsStation(experiments: NonNullable<Overview['experiments']>): StationFigures {
  const { total, running, queued, failed } = experiments
  const states = [
    ...(running > 0 ? [`${running} running`] : []),
    ...(queued > 0 ? [`${queued} waiting`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ]
  const line = states.join(' · ') || 'none is running'
  return { title: 'Experiments', icon: FlaskConical, figure: counted(total, 'run'), line, page: '/experiments' }
}

function Station({ title, icon: Icon, figure, line, page }: StationFigures) {
  const inside = (
    <>
      <span className={names['stationTitle']}>
        <Icon size={15} strokeWidth={1.5} aria-hidden="true" />
        {title}
      </span>
      <strong>{figure}</strong>
      <span className={names['line']}>{line}</span>
    </>
  )
  return page ? (
    <Link to={page} className={names['station']}>
      {inside}
    </Link>
  ) : (
    <div className={names['station']}>{inside}</div>
  )
}

function Steps({ steps }: { readonly steps: readonly NextStep[] }) {
  return (
    <section className={names['steps']} aria-labelledby="needs-you">
      <h2 id="needs-you">Needs you</h2>
      <ul>
        {steps.map((step) => (
          <li key={step.command + step.what}>
            <div>
              <strong>{step.what}</strong>
              <span className={names['line']}>{step.why}</span>
            </div>
            <CommandText command={step.command} />
          </li>
        ))}
      </ul>
    </section>
  )
}
