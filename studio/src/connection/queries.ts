import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'

/** What pages ask for. The first word of a key is the subject that makes it anew. */
export const projectQuery = queryOptions({
  queryKey: ['project'],
  queryFn: ({ signal }) => client.project({}, signal),
})

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => client.overview({}, signal),
})

export const pipelineQuery = queryOptions({
  queryKey: ['pipeline'],
  queryFn: ({ signal }) => client.pipeline({}, signal),
})

export const experimentsQuery = queryOptions({
  queryKey: ['experiments'],
  queryFn: ({ signal }) => client.experiments({}, signal),
})

export const dataQuery = queryOptions({
  queryKey: ['data'],
  queryFn: ({ signal }) => client.dataSets({}, signal),
})

export const liveRunsQuery = queryOptions({
  queryKey: ['live'],
  queryFn: ({ signal }) => client.liveRuns({}, signal),
})

export function liveRunQuery(id: string) {
  return queryOptions({ queryKey: ['live', id], queryFn: ({ signal }) => client.liveRun({ id }, signal) })
}

export interface RowWords {
  readonly where: string | undefined
  readonly sort: string | undefined
}

/**
 * Which rows, in which order, of the state that the stamp tells; `-` before a column means descending. Meanwhile the rows from
 * before stay.
 */
export function rowsQuery(stamp: string | undefined, { where, sort }: RowWords) {
  const isDescending = sort?.startsWith('-') ?? false
  return queryOptions({
    queryKey: ['rows', stamp, where, sort],
    enabled: stamp !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { rows } = await client.experimentRows(
        {
          stamp: stamp ?? '',
          ...(where === undefined ? {} : { where }),
          ...(sort === undefined ? {} : { sort: sort.replace(/^-/, ''), descending: isDescending ? 'true' : 'false' }),
        },
        signal,
      )
      return { stamp, rows }
    },
  })
}

/** Made anew with every change of experiments, because the workspace may be one of the runs. */
export function comparisonQuery(runs: readonly string[], base: string | undefined) {
  return queryOptions({
    queryKey: ['experiments', 'comparison', runs, base],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => client.comparison({ run: [...runs], ...(base === undefined ? {} : { base }) }, signal),
  })
}

/** The values of one column. What a stamp has never changes. */
export function valuesQuery(stamp: string, column: string) {
  return queryOptions({
    queryKey: ['values', stamp, column],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => (await client.experimentValues({ stamp, column }, signal)).values[column] ?? [],
  })
}

const betweenLooks = 2000

/** While something runs its metrics are looked at anew, of which no change tells. */
export const queueQuery = queryOptions({
  queryKey: ['queue'],
  queryFn: ({ signal }) => client.queue({}, signal),
  refetchInterval: ({ state }) => (state.data?.tasks.some((task) => task.state === 'running') ? betweenLooks : false),
})

export function runQuery(run: string) {
  return queryOptions({ queryKey: ['experiments', 'run', run], queryFn: ({ signal }) => client.run({ run }, signal) })
}

/** The last lines of a log, and how many there are. */
export function logEndQuery(run: string, log: string) {
  return queryOptions({ queryKey: ['logs', run, log], queryFn: ({ signal }) => client.runLog({ run, log }, signal) })
}

/** Lines of a log that does not change where they are. */
export function logPageQuery({ run, log, first, count }: { run: string; log: string; first: number; count: number }) {
  return queryOptions({
    queryKey: ['log-page', run, log, first, count],
    gcTime: 60_000,
    queryFn: ({ signal }) => client.runLog({ run, log, first, count }, signal),
  })
}

/** Looked for anew when the run is over. */
export function logSearchQuery({
  run,
  log,
  text,
  isRunning,
}: {
  run: string
  log: string
  text: string
  isRunning: boolean
}) {
  return queryOptions({
    queryKey: ['log-search', run, log, text, isRunning],
    enabled: text !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => client.runLogSearch({ run, log, text }, signal),
  })
}
