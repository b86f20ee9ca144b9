import * as z from 'zod'
import { experimentState } from './experiments.ts'
import { cell } from './words.ts'

/** A name of an experiment or a queued task, a branch, a commit, or `workspace`. */
export const runRequest = z.object({ run: z.string() })

const runValue = z.object({
  kind: z.enum(['metrics', 'params']),
  file: z.string(),
  name: z.string(),
  value: cell,
  /** The same in the workspace; null if it has none. */
  here: cell,
})
export type RunValue = z.infer<typeof runValue>

const hashedPath = z.object({
  path: z.string(),
  hash: z.string().nullable(),
  bytes: z.number().nullable(),
  files: z.number().nullable(),
})
export type HashedPath = z.infer<typeof hashedPath>

const ranStage = z.object({
  name: z.string(),
  outcome: z.enum(['ran', 'cached', 'pulled', 'verified']),
  command: z.string(),
  seconds: z.number().nullable(),
  cpuSeconds: z.number().nullable(),
  peakBytes: z.number().nullable(),
})

const logSource = z.object({
  /** What the log is asked for by. */
  id: z.string(),
  title: z.string(),
})

export const run = z.object({
  name: z.string(),
  kind: z.enum(['workspace', 'commit', 'experiment', 'task']),
  revision: z.string(),
  baseline: z.string().nullable(),
  state: experimentState.nullable(),
  seconds: z.number().nullable(),
  problem: z.string().nullable(),
  values: z.array(runValue),
  inputs: z.array(hashedPath),
  outputs: z.array(hashedPath),
  /** As they were recorded when it ran. */
  stages: z.array(ranStage),
  /** What else is recorded of it, subject by subject, a line each. */
  record: z.array(z.object({ title: z.string(), lines: z.array(z.string()) })),
  logs: z.array(logSource),
  /** The live run that tells of it. */
  live: z.string().nullable(),
})
export type Run = z.infer<typeof run>

export const mostLinesAtOnce = 1000
const count = z.coerce.number().int().min(0)

export const logRequest = z.object({
  run: z.string(),
  log: z.string(),
  /** The first line, counted from 0; the last lines if left out. */
  first: count.optional(),
  count: count.max(mostLinesAtOnce).default(mostLinesAtOnce / 2),
})

export const logPage = z.object({
  /** How many there are in all. */
  lines: z.number(),
  bytes: z.number(),
  first: z.number(),
  /** Each without what progress bars have written over. A very long one is cut. */
  texts: z.array(z.string()),
  isRunning: z.boolean(),
})
export type LogPage = z.infer<typeof logPage>

export const logSearchRequest = z.object({ run: z.string(), log: z.string(), text: z.string().min(1).max(1000) })

export const logSearch = z.object({
  /** Numbers of lines that have the text, small or capital letters alike. */
  found: z.array(z.number()),
  /** Whether there are more of them. */
  isMore: z.boolean(),
})
