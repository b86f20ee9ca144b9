import * as z from 'zod'

/** What every failed request answers: a stable code, a sentence that names the thing, and what to do now. */
export const failureBody = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
})

export type FailureBody = z.infer<typeof failureBody>
