import type { NextStep, Overview, Pipeline } from '@sterna/api'
import type { ExperimentColumns } from '@sterna/engine'
import type { TrackedData } from './pipeline.ts'

export interface Seen {
  readonly pipeline: Pipeline
  readonly experiments: ExperimentColumns
  readonly data: TrackedData
  readonly queue: readonly { readonly state: string }[]
  readonly recent: Overview['recent']
  readonly live: { readonly total: number; readonly running: number }
}

const mostSteps = 7

/** The state of the whole in figures, and what is worth doing next. */
export function presentOverview({ pipeline, experiments, data, live, queue, recent }: Seen): Overview {
  const stale = pipeline.stages.filter(({ state }) => state !== 'fresh' && state !== 'frozen')
  const tried = experiments.rows.filter(({ kind }) => kind === 'experiment')
  const inState = (state: string) => tried.filter((row) => row.state === state).length
  const counts = { running: inState('running'), queued: inState('queued'), failed: inState('failed') }
  return {
    ...(data.all.length === 0
      ? {}
      : { data: { outputs: data.all.length, changed: data.changed.length, missing: data.missing.length } }),
    ...(pipeline.stages.length === 0 ? {} : { pipeline: { stages: pipeline.stages.length, stale: stale.length } }),
    ...(tried.length === 0 ? {} : { experiments: { total: tried.length, ...counts } }),
    ...(queue.length === 0 ? {} : { queue: queueFigures(queue) }),
    ...(live.total === 0 ? {} : { live }),
    nextSteps: nextSteps({ pipeline, data, tried: tried.length, ...counts }).slice(0, mostSteps),
    recent,
    problems: pipeline.problems,
  }
}

function queueFigures(tasks: Seen['queue']) {
  const inState = (wanted: string) => tasks.filter(({ state }) => state === wanted).length
  return { total: tasks.length, running: inState('running'), queued: inState('queued') }
}

interface Figures extends Pick<Seen, 'pipeline' | 'data'> {
  readonly tried: number
  readonly queued: number
  readonly running: number
}

function nextSteps(figures: Figures): NextStep[] {
  const { data, tried, pipeline } = figures
  const isEmpty = pipeline.stages.length === 0 && data.all.length === 0 && tried === 0
  if (isEmpty && pipeline.problems.length === 0) return firstSteps
  return [
    ...failedStages(pipeline),
    ...missingData(data),
    ...changedData(data),
    ...staleStages(pipeline),
    ...idleQueue(figures),
  ]
}

const firstSteps: NextStep[] = [
  {
    what: 'Nothing tracked yet',
    why: 'Data that is tracked can be got back in every version.',
    command: 'sterna add data/',
  },
  {
    what: 'Nothing run yet',
    why: 'A command that is watched becomes a stage when you want it to.',
    command: 'sterna watch python train.py',
  },
]

function failedStages({ stages }: Pipeline): NextStep[] {
  return stages
    .filter(({ state }) => state === 'failed')
    .map(({ name }) => ({
      what: `${name} failed`,
      why: 'Its last run did not end well, and what it makes is not up to date.',
      command: `sterna logs ${name}`,
      page: 'pipeline' as const,
    }))
}

function missingData({ missing }: Seen['data']): NextStep[] {
  if (missing.length === 0) return []
  return [
    {
      what: `${named(missing)} not here`,
      why: 'Its bytes are neither in the work tree nor in the cache.',
      command: 'sterna pull',
    },
  ]
}

function changedData({ changed }: Seen['data']): NextStep[] {
  if (changed.length === 0) return []
  const what = `${named(changed)} changed`
  return [{ what, why: 'It differs from what is recorded.', command: `sterna commit ${changed[0]!}` }]
}

function named(paths: readonly string[]): string {
  return paths.length === 1 ? paths[0]! : `${paths.length} data sets`
}

function staleStages({ stages }: Pipeline): NextStep[] {
  const stale = stages.filter(({ state }) => state === 'run' || state === 'may-run' || state === 'restore')
  if (stale.length === 0) return []
  const [first] = stale
  const what = stale.length === 1 ? `${first!.name} must run` : `${stale.length} of ${stages.length} stages must run`
  return [{ what, why: first!.why[0] ?? '', command: 'sterna repro', page: 'pipeline' }]
}

function idleQueue({ queued, running }: Figures): NextStep[] {
  if (queued === 0 || running > 0) return []
  const what = queued === 1 ? '1 experiment waits' : `${queued} experiments wait`
  return [{ what, why: 'Nobody runs the queue.', command: 'sterna queue start', page: 'experiments' }]
}
