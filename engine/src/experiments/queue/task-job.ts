import { type JobFacts, type JobPolicy, type JobRequest, usualJobPolicy } from '../../jobs/index.ts'
import { type QueuedTask, taskLabel } from './queued-task.ts'

const kind = 'experiment'

/** It is tried again when we ourselves were killed at it; what a stage fails of, we tell by our exit code. */
const policy: JobPolicy = {
  ...usualJobPolicy,
  retries: { ...usualJobPolicy.retries, most: 2, on: ['signal', 'oom'], pause: 0 },
}

/** A task as a job of ours, with what it needs of the machine. */
export function jobOf(task: QueuedTask, resources: JobPolicy['resources']): JobRequest {
  return { name: taskLabel(task), kind, details: { task }, policy: { ...policy, resources } }
}

/** The exit code by which the command of a job says that somebody else has taken its task. */
export const takenByOthers = 75

/** Whether somebody else, such as DVC, has got to a job's task before us: what becomes of it is not ours to tell. */
export function isOthers({ attempts }: JobFacts): boolean {
  return attempts.some(({ end }) => end?.outcome === 'failed' && end.exit === takenByOthers)
}

/** The task of a job; undefined if it is a job of another kind. */
export function taskOf({ submission }: JobFacts): QueuedTask | undefined {
  return submission.kind === kind ? (submission.details['task'] as QueuedTask) : undefined
}
