import * as z from 'zod'

/** A value as a table shows it. Infinite numbers are the texts `Infinity` and `-Infinity`, because JSON has none. */
export const cell = z.union([z.number(), z.string(), z.boolean(), z.null()])
export type Cell = z.infer<typeof cell>

/** A word that may stand in a query several times. */
export const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((words) => (words === undefined ? [] : typeof words === 'string' ? [words] : words))

export const yes = z
  .enum(['true', 'false'])
  .optional()
  .transform((word) => word === 'true')

export const nothing = z.object({})
