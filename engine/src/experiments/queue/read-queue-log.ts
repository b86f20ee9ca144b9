import { type AbsolutePath, Failure } from '../../foundation/base/index.ts'
import { isEnded, stateOf } from '../../jobs/index.ts'
import type { QueueContext } from './queue-context.ts'
import { findTask, queueTasks, type TaskInQueue } from './queue-tasks.ts'

const lookMilliseconds = 200

export interface LogOptions {
  /** Whether to go on until the task has ended. */
  readonly follows: boolean
  readonly signal: AbortSignal
}

/** Hands over what a task has printed. Failure 'target-unknown' for one that there is not, or that has not begun. */
export async function readQueueLog(
  context: QueueContext,
  name: string,
  hear: (bytes: Uint8Array) => void,
  { follows, signal }: LogOptions,
): Promise<void> {
  const found = begunTask(context, name)
  let start = 0
  for (;;) {
    const isRunning = follows && isStillRunning(context, found)
    const piece = context.readPiece(found.log, start)
    start += piece.length
    if (piece.length > 0) hear(piece)
    else if (!isRunning || signal.aborted) return
    else await context.clock.wait(lookMilliseconds)
  }
}

function begunTask(context: QueueContext, name: string): TaskInQueue & { readonly log: AbsolutePath } {
  const found = findTask(queueTasks(context), name)
  if (!found)
    throw new Failure('target-unknown', `'${name}' is not a valid queued experiment name`, {
      hint: 'What is queued: sterna queue status',
    })
  if (found.state === 'queued')
    throw new Failure('target-unknown', `Experiment '${name}' is in queue but has not been started`, {
      hint: 'To run what is queued: sterna queue start',
    })
  if (found.log === undefined || !context.files.stat(found.log))
    throw new Failure('target-unknown', `No output logs found for experiment '${name}'`)
  return { ...found, log: found.log }
}

function isStillRunning(context: QueueContext, { task, job }: TaskInQueue): boolean {
  const facts = job && context.jobs.jobs.read(job.facts.id)
  if (facts) return !isEnded(stateOf(facts))
  return queueTasks(context).some((one) => one.task.id === task.id && one.state === 'running')
}
