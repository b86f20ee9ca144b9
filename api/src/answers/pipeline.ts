import * as z from 'zod'

/** What `repro` would do with a stage now, or what its last run came to. `restore`: its results are in the cache or the remote. */
export const stageState = z.enum(['fresh', 'restore', 'run', 'may-run', 'blocked', 'frozen', 'running', 'failed'])

export const stage = z.object({
  name: z.string(),
  file: z.string(),
  command: z.string(),
  description: z.string().optional(),
  state: stageState,
  /** In words, what differs, the most telling first. */
  why: z.array(z.string()),
  /** Stages whose results it reads. */
  after: z.array(z.string()),
  dependencies: z.array(z.string()),
  outputs: z.array(z.string()),
  /** Its last run, if anything is known of it. */
  last: z.object({ outcome: z.string(), began: z.number(), seconds: z.number().optional() }).optional(),
  /** How long it is thought to take, where it would run. */
  estimate: z.number().optional(),
})
export type Stage = z.infer<typeof stage>

export const pipeline = z.object({ stages: z.array(stage), problems: z.array(z.string()) })
export type Pipeline = z.infer<typeof pipeline>
