import * as z from 'zod'
import { cell } from './words.ts'

/** `lost`: it has told nothing for so long that it has probably ended without saying so. */
const state = z.enum(['running', 'done', 'lost'])

const liveRunInList = z.object({
  id: z.string(),
  name: z.string(),
  baseline: z.string(),
  state,
  /** Milliseconds since 1970. */
  began: z.number(),
  lastHeard: z.number(),
  step: z.number().nullable(),
  message: z.string().nullable(),
})
export type LiveRunInList = z.infer<typeof liveRunInList>

export const liveRuns = z.object({ runs: z.array(liveRunInList) })

export const liveRunRequest = z.object({ id: z.string() })

/** A curve. Of many points those that show its form: the least and the greatest of each stretch. */
const liveSeries = z.object({
  name: z.string(),
  steps: z.array(z.number()),
  values: z.array(z.number().nullable()),
  /** How many there are in all. */
  points: z.number(),
})
export type LiveSeries = z.infer<typeof liveSeries>

export const liveRun = liveRunInList.extend({
  series: z.array(liveSeries),
  metrics: z.record(z.string(), cell),
  params: z.record(z.string(), cell),
  errors: z.array(z.string()),
  /** The commit that it became. */
  experiment: z.string().nullable(),
})
export type LiveRun = z.infer<typeof liveRun>
