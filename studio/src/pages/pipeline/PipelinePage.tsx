import type { Stage } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pipelineQuery } from '../../connection/queries.ts'
import { type KeyDeed, useKeys } from '../../frame/keys.ts'
import { FailureNotice, Notice, Waiting } from '../../parts/Notice.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { useViewState } from '../../view-state/view-state.ts'
import names from './pipeline.module.css'
import { StageGraph } from './StageGraph.tsx'
import { StagePanel } from './StagePanel.tsx'
import { StageTable } from './StageTable.tsx'
import { stateLooks, statesInOrder } from './stage-states.ts'

/** What must run, why, and how long will it take? */
export function PipelinePage() {
  const { data, error, refetch } = useQuery(pipelineQuery)
  const [view, change] = useViewState()
  const close = useMemo<readonly KeyDeed[]>(
    () => [{ keys: 'Escape', what: 'Close', run: () => change({ open: undefined }) }],
    [change],
  )
  useKeys(close)
  if (error && !data) return <FailureNotice error={error} retry={() => void refetch()} />
  if (!data) return <Waiting what="Looking at the stages …" />
  const { stages, problems } = data
  if (stages.length === 0) return <Empty problems={problems} />
  const open = stages.find(({ name }) => name === view['open'])
  const choose = (name: string) => change({ open: name === view['open'] ? undefined : name }, true)
  const isTable = view['view'] === 'table'
  return (
    <div className={names['pipeline']}>
      <header className={names['head']}>
        <h1>{sentenceOf(stages)}</h1>
        <Counts stages={stages} />
        <fieldset className={names['views']}>
          <legend className="unseen">How to show it</legend>
          <button type="button" aria-pressed={!isTable} onClick={() => change({ view: undefined })}>
            Graph
          </button>
          <button type="button" aria-pressed={isTable} onClick={() => change({ view: 'table' })}>
            Table
          </button>
        </fieldset>
      </header>
      {problems.length > 0 ? (
        <div className={names['problems']}>
          {problems.map((problem) => (
            <Problem key={problem}>{problem}</Problem>
          ))}
        </div>
      ) : undefined}
      <section className={names['shown']} aria-label="Stages" tabIndex={0}>
        {isTable ? (
          <StageTable stages={stages} open={open?.name} choose={choose} />
        ) : (
          <StageGraph stages={stages} open={open?.name} choose={choose} />
        )}
      </section>
      {open ? <StagePanel stage={open} close={() => change({ open: undefined })} /> : undefined}
    </div>
  )
}

function Empty({ problems }: { readonly problems: readonly string[] }) {
  if (problems.length > 0) return <Notice title="The pipeline cannot be read">{problems.join('\n')}</Notice>
  return (
    <Notice title="No dvc.yaml here">
      Write a stage: <code>sterna stage add -n train -d data -o model.pkl python train.py</code>
    </Notice>
  )
}

/** What is true now, in words. */
function sentenceOf(stages: readonly Stage[]): string {
  const stale = stages.filter(({ state }) => state !== 'fresh' && state !== 'frozen')
  if (stale.length === 0) return stages.length === 1 ? 'The stage is fresh' : `All ${stages.length} stages are fresh`
  return `${stale.length} of ${stages.length} ${stages.length === 1 ? 'stage' : 'stages'} must run`
}

function Counts({ stages }: { readonly stages: readonly Stage[] }) {
  const present = statesInOrder.flatMap((state) => {
    const count = stages.filter((stage) => stage.state === state).length
    return count === 0 ? [] : [{ count, ...stateLooks[state] }]
  })
  return (
    <ul className={names['counts']}>
      {present.map(({ plural, count, icon: Icon, color }) => (
        <li key={plural}>
          <Icon size={13} style={{ color }} aria-hidden="true" /> {plural} {count}
        </li>
      ))}
    </ul>
  )
}
