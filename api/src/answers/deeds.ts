import * as z from 'zod'

const names = z.array(z.string().min(1)).min(1)

export const startRequest = z.object({ jobs: z.number().int().min(1).max(1000).default(1) })
export const stopRequest = z.object({
  /** End those that run as well. */
  isKilled: z.boolean().default(false),
})
export const killRequest = z.object({
  tasks: names,
  /** At once, without asking them. */
  isForced: z.boolean().default(false),
})
export const removeTasksRequest = z.object({ tasks: names })
export const variationRequest = z.object({
  name: z.string().min(1).optional(),
  /** As the terminal takes them: `[FILE:]NAME=VALUE`. */
  setParams: z.array(z.string()),
  /** Have it run as soon as it may. */
  starts: z.boolean().default(false),
})
export const experimentRequest = z.object({ experiment: z.string().min(1) })
export const branchRequest = experimentRequest.extend({ branch: z.string().min(1).optional() })
export const removeExperimentsRequest = z.object({ experiments: names })

/** What has happened, in sentences, and the names of what it happened to. */
export const done = z.object({ said: z.array(z.string()), names: z.array(z.string()) })
export type Done = z.infer<typeof done>
