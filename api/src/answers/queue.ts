import * as z from 'zod'
import { cell } from './words.ts'

export const taskState = z.enum(['running', 'queued', 'failed', 'success'])

const taskInQueue = z.object({
  /** By which every tool knows it. */
  id: z.string(),
  name: z.string().nullable(),
  state: taskState,
  baseline: z.string(),
  /** Milliseconds since 1970. */
  created: z.number(),
  /** Why it does not run, or why it ended as it did. */
  reason: z.string().nullable(),
  elapsedSeconds: z.number().nullable(),
  leftSeconds: z.number().nullable(),
  /** What it has written of its metrics, while it runs. */
  metrics: z.record(z.string(), cell),
  /** Whether anything was printed that can be read. */
  hasLog: z.boolean(),
})
export type TaskInQueue = z.infer<typeof taskInQueue>

export const queue = z.object({
  /** How many may run at once; null if nobody runs the queue. */
  slots: z.number().nullable(),
  /** Whoever runs the queue begins no more. */
  isStopping: z.boolean(),
  tasks: z.array(taskInQueue),
})
export type Queue = z.infer<typeof queue>
