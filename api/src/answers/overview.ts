import * as z from 'zod'

/** Something worth doing, with the command that does it. */
export const nextStep = z.object({
  what: z.string(),
  why: z.string(),
  command: z.string(),
  /** The page that shows more. */
  page: z.enum(['experiments', 'pipeline']).optional(),
})
export type NextStep = z.infer<typeof nextStep>

/** The state of the whole in figures. A subject that the repository has nothing of is absent. */
export const overview = z.object({
  data: z.object({ outputs: z.number(), changed: z.number(), missing: z.number() }).optional(),
  pipeline: z.object({ stages: z.number(), stale: z.number() }).optional(),
  experiments: z.object({ total: z.number(), running: z.number(), queued: z.number(), failed: z.number() }).optional(),
  live: z.object({ total: z.number(), running: z.number() }).optional(),
  queue: z.object({ total: z.number(), running: z.number(), queued: z.number() }).optional(),
  /** At most seven, the most urgent first. */
  nextSteps: z.array(nextStep),
  problems: z.array(z.string()),
})
export type Overview = z.infer<typeof overview>
