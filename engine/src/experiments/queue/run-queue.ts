import type { Call } from '../../foundation/base/index.ts'
import {
  type JobCommand,
  type JobFacts,
  type LeaseHolder,
  type RunnerEvent,
  runJobs,
  stateOf,
} from '../../jobs/index.ts'
import { Broker } from './broker.ts'
import { Intake } from './intake.ts'
import type { QueueContext } from './queue-context.ts'
import { settleTask, unsettled } from './settle-task.ts'
import { taskNeeds, whatThereIs } from './task-needs.ts'

export interface RunQueueRequest {
  /** How many may run at once. */
  readonly slots: number
  /** How long to wait for more when all have ended. */
  readonly idleMilliseconds: number
  /** How one job is done, by its id. */
  commandFor(id: string): JobCommand
}

/**
 * Runs what is queued, by whichever tool, until nothing is left. Whoever comes while another does so already raises the number of those
 * that run at once, and leaves the rest to the other, who is returned.
 */
export async function runQueue(
  context: QueueContext,
  { slots, idleMilliseconds, commandFor }: RunQueueRequest,
  call: Call<RunnerEvent>,
): Promise<LeaseHolder | undefined> {
  const intake = new Intake(context.jobs.jobs, new Broker(context.files, context.root), (task) =>
    taskNeeds(context, task),
  )
  const settling = new Map<string, Promise<void>>()
  const settle = (job: JobFacts) => void settling.set(job.id, settleTask(context, job, stateOf(job)).catch(ignore))
  const report = (event: RunnerEvent) => {
    if (event.kind === 'job-ended') settle(event.job)
    call.report(event)
  }
  const request = {
    slots,
    totals: whatThereIs(context),
    chosenDevices: context.environment.variables['CUDA_VISIBLE_DEVICES'],
    idleMilliseconds,
    commandFor: ({ id }: JobFacts) => commandFor(id),
    refresh: () => intake.take(),
    begin: () => unsettled(context, context.jobs.jobs.all()).forEach(settle),
  }
  const holder = await runJobs(context.jobs, request, { ...call, report })
  await Promise.all(settling.values())
  return holder
}

/** It is tried again by whoever runs the queue next. */
function ignore(): void {
  return undefined
}
