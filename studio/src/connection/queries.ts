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
