import * as z from 'zod'
import { cell, several, yes } from './words.ts'

export const experimentState = z.enum(['running', 'queued', 'failed', 'success'])

/** A metric or a parameter, and what a page has to know of it before it shows it. */
export const valueColumn = z.object({
  /** `metrics:metrics.json:auc`: what it is asked for by. */
  id: z.string(),
  kind: z.enum(['metrics', 'params']),
  file: z.string(),
  name: z.string(),
  /** Rows that have a value. */
  filled: z.number(),
  isNumeric: z.boolean(),
  isVarying: z.boolean(),
  range: z.tuple([z.number(), z.number()]).optional(),
  /** Which way it gets better, if somebody has told. */
  direction: z.enum(['min', 'max']).optional(),
})
export type ValueColumn = z.infer<typeof valueColumn>

/** Rows in columns, all of the same length. What is absent is null. */
export const experimentRows = z.object({
  kind: z.array(z.enum(['workspace', 'commit', 'experiment'])),
  revision: z.array(z.string()),
  name: z.array(z.string().nullable()),
  /** The row of the commit an experiment began at. */
  parent: z.array(z.number().nullable()),
  state: z.array(experimentState.nullable()),
  seconds: z.array(z.number().nullable()),
  problem: z.array(z.string().nullable()),
  isPinned: z.array(z.boolean()),
})

export const experimentsAnswer = z.object({
  /** Differs as soon as anything here does; what is asked for with it never changes. */
  stamp: z.string(),
  rows: experimentRows,
  columns: z.array(valueColumn),
})
export type ExperimentsAnswer = z.infer<typeof experimentsAnswer>

export const rowChoice = z.object({
  stamp: z.string(),
  where: z.string().optional(),
  sort: z.string().optional(),
  descending: yes,
})

export const rowsAnswer = z.object({
  /** Numbers of rows, in the order in which they are shown. */
  rows: z.array(z.number()),
})

export const valuesRequest = z.object({ stamp: z.string(), column: several })
export const valuesAnswer = z.object({
  /** By the id of a column a value for each row. */
  values: z.record(z.string(), z.array(cell)),
})
