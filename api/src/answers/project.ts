import * as z from 'zod'

export const project = z.object({
  name: z.string(),
  directory: z.string(),
  version: z.string(),
  /** Absent where HEAD is detached. */
  branch: z.string().optional(),
  /** Absent before the first commit. */
  commit: z.string().optional(),
  /** The default remote. */
  remote: z.object({ name: z.string(), url: z.string() }).optional(),
})
export type Project = z.infer<typeof project>
