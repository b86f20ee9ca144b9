import { absolutePath } from '../../foundation/base/index.ts'
import type { JobStore } from '../job-store.ts'
import type { SupervisorContext } from './supervisor-context.ts'
import type { Task } from './task.ts'

/** What a job's command finds in its environment: the folder of the job, which attempt it is, and what proves that it is it. */
export const jobVariables = { folder: 'STERNA_JOB', attempt: 'STERNA_JOB_ATTEMPT', token: 'STERNA_JOB_TOKEN' } as const

export function commandVariables({ variables }: SupervisorContext, jobs: JobStore, task: Task, token: string) {
  return {
    ...variables,
    [jobVariables.folder]: absolutePath(jobs.place(task.id, 'request'), '..'),
    [jobVariables.attempt]: String(task.attempt),
    [jobVariables.token]: token,
  }
}
