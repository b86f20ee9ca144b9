import type { JobFacts } from '../job-facts.ts'
import type { JobState } from '../job-state.ts'

export type RunnerEvent =
  | { readonly kind: 'job-started'; readonly job: JobFacts; readonly attempt: number }
  | { readonly kind: 'job-ended'; readonly job: JobFacts; readonly state: JobState }
