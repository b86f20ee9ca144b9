import * as z from 'zod'
import { experimentState } from './experiments.ts'
import { cell } from './words.ts'

/** Something worth doing, with the command that does it. */
export const nextStep = z.object({
  what: z.string(),
  why: z.string(),
  command: z.string(),
  /** The page that shows more. */
  page: z.enum(['experiments', 'pipeline']).optional(),
})
export type NextStep = z.infer<typeof nextStep>

/** An experiment, and a metric of it beside that of the commit it began at. */
const recentRun = z.object({
  name: z.string(),
  seconds: z.number(),
  state: experimentState,
  metric: z
    .object({ name: z.string(), direction: z.enum(['min', 'max']).optional(), value: cell, base: cell })
    .optional(),
})

/** The state of the whole in figures. A subject that the repository has nothing of is absent. */
export const overview = z.object({
  data: z.object({ outputs: z.number(), changed: z.number(), missing: z.number() }).optional(),
  pipeline: z.object({ stages: z.number(), stale: z.number() }).optional(),
  experiments: z.object({ total: z.number(), running: z.number(), queued: z.number(), failed: z.number() }).optional(),
  live: z.object({ total: z.number(), running: z.number() }).optional(),
  queue: z.object({ total: z.number(), running: z.number(), queued: z.number() }).optional(),
  /** At most seven, the most urgent first. */
  nextSteps: z.array(nextStep),
  /** The newest experiments, the last one first. */
  recent: z.array(recentRun),
  problems: z.array(z.string()),
})
export type Overview = z.infer<typeof overview>
