import * as z from 'zod'
import { cell, several } from './words.ts'

export const comparisonRequest = z.object({
  /** Two to eight: names of experiments, branches, commits, or `workspace`. */
  run: several,
  /** What the others are compared with; the first of them if left out. */
  base: z.string().optional(),
})

/** A metric or parameter of all runs that are compared. */
const comparedValue = z.object({
  id: z.string(),
  kind: z.enum(['metrics', 'params']),
  file: z.string(),
  name: z.string(),
  direction: z.enum(['min', 'max']).optional(),
  /** By run, in the order they were asked for; null where it has none. */
  values: z.array(cell),
})
export type ComparedValue = z.infer<typeof comparedValue>

/** What else a run has otherwise than the base, subject by subject, a line each. */
const contrast = z.object({
  run: z.string(),
  sections: z.array(z.object({ title: z.string(), lines: z.array(z.string()) })),
})
export type Contrast = z.infer<typeof contrast>

export const comparison = z.object({
  runs: z.array(z.object({ name: z.string(), revision: z.string(), seconds: z.number().nullable() })),
  /** Which of the runs. */
  base: z.number(),
  /** Those that differ between any two of them. */
  values: z.array(comparedValue),
  /** How many do not. */
  equal: z.number(),
  contrasts: z.array(contrast),
})
export type Comparison = z.infer<typeof comparison>
