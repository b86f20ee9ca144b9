import type { Handlers, SternaRoutes } from '@sterna/api'
import { chooseRows } from '@sterna/engine'
import type { DeedsContext } from './deeds/deeds-context.ts'
import { experimentDeeds } from './deeds/experiment-deeds.ts'
import { queueDeeds } from './deeds/queue-deeds.ts'
import { runLogHandlers } from './logs/run-log-handlers.ts'
import { compareRuns } from './present/comparison.ts'
import { presentValues } from './present/experiments.ts'
import { listedRun, presentLiveRun } from './present/live-runs.ts'
import { presentOverview } from './present/overview.ts'
import { presentQueue } from './present/queue.ts'
import { recentRuns } from './present/recent-runs.ts'
import { presentRun } from './present/run.ts'
import type { Known } from './repository.ts'
import { inTime } from './requests/in-time.ts'
import { Refusal } from './requests/refusal.ts'
import type { StudioWords } from './studio-words.ts'
import {
  dataSubject,
  experimentsSubject,
  liveSubject,
  pipelineSubject,
  projectSubject,
  queueSubject,
} from './subjects.ts'

export interface HandlersContext extends DeedsContext {
  readonly words: StudioWords
  readonly version: string
}

/** Carries out the contract with the engine. */
export function createHandlers(context: HandlersContext): Handlers<SternaRoutes> {
  const { repository, words, version } = context
  const project = projectSubject(version)
  const pipeline = pipelineSubject(words)
  const experiments = () => repository.known(experimentsSubject)
  const queue = queueSubject(words)
  const liveRuns = liveSubject()
  const live = async () => (await repository.known(liveRuns)).result
  return {
    project: async () => (await repository.known(project)).result,
    overview: async () => {
      const looks = [repository.known(pipeline), experiments(), live(), repository.known(queue)] as const
      const [state, tried, runs, queued] = await Promise.all(looks)
      const going = [...runs.values()].filter(({ isDone }) => !isDone).length
      return presentOverview({
        ...state.result,
        experiments: tried.result.table,
        queue: queued.result.tasks,
        recent: recentRuns(tried.result.answer, tried.result.table.columns),
        live: { total: runs.size, running: going },
      })
    },
    experiments: async () => {
      const { result, stamp } = await experiments()
      return { stamp, ...result.answer }
    },
    experimentRows: async ({ stamp, where, sort, descending }) => {
      const { table } = unchanged(await experiments(), stamp)
      return { rows: inTime(() => chooseRows(table, { where, sortBy: sort, isDescending: descending })) }
    },
    experimentValues: async ({ stamp, column }) => {
      const { byId } = unchanged(await experiments(), stamp)
      return { values: Object.fromEntries(column.map((id) => [id, presentValues(byId.get(id) ?? noColumn(id))])) }
    },
    comparison: async ({ run, base }) =>
      compareRuns({ repository, words, known: (await experiments()).result }, run, base),
    liveRuns: async () => {
      const runs = [...(await live())]
      return { runs: runs.map(([id, run]) => listedRun(id, run, Date.now())) }
    },
    liveRun: async ({ id }) => presentLiveRun(id, (await live()).get(id) ?? noLiveRun(), Date.now()),
    pipeline: async () => (await repository.known(pipeline)).result.pipeline,
    queue: async () => {
      const { result } = await repository.known(queue)
      const isGoing = result.tasks.some(({ state }) => state === 'running')
      return isGoing ? repository.look((one) => presentQueue(one, words)) : result
    },
    run: async ({ run }) => {
      const [{ result: known }, told] = await Promise.all([experiments(), live()])
      return repository.look((one) => presentRun({ project: one, words, known, live: told }, run))
    },
    ...runLogHandlers(repository),
    ...queueDeeds(context),
    ...experimentDeeds(context),
    dataSets: async () => (await repository.known(dataSubject)).result,
  }
}

/** Numbers of rows mean something only in the state they were told for. */
function unchanged<Result>(known: Known<Result>, stamp: string): Result {
  if (known.stamp === stamp) return known.result
  throw new Refusal(409, {
    code: 'changed-meanwhile',
    message: 'The experiments have changed since the page asked.',
    hint: 'Ask for them again.',
  })
}

function noLiveRun(): never {
  throw new Refusal(404, {
    code: 'no-run',
    message: 'There is no such run.',
    hint: 'The page of runs shows which there are.',
  })
}

function noColumn(id: string): never {
  const hint = 'Ask for "experiments" to see which there are.'
  throw new Refusal(404, { code: 'no-column', message: `There is no column '${id}'.`, hint })
}
