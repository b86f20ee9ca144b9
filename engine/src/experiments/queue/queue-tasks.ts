import type { AbsolutePath } from '../../foundation/base/index.ts'
import { type JobFacts, type JobState, stateOf } from '../../jobs/index.ts'
import { Broker, type FiledMessage } from './broker.ts'
import type { QueueContext } from './queue-context.ts'
import type { QueuedTask } from './queued-task.ts'
import { RunFiles } from './run-files.ts'
import { isOthers, taskOf } from './task-job.ts'

export type TaskState = 'running' | 'queued' | 'failed' | 'success'

/** A task of the queue, whoever put it there or runs it. */
export interface TaskInQueue {
  readonly task: QueuedTask
  readonly message: FiledMessage | undefined
  readonly state: TaskState
  /** Milliseconds since 1970. */
  readonly created: number
  /** Ours, if we have one for it. */
  readonly job: { readonly facts: JobFacts; readonly state: JobState } | undefined
  /** What it prints, or printed. */
  readonly log: AbsolutePath | undefined
}

/** All tasks of the queue: those that run, wait, failed and succeeded, in this order, each kind in the order of the queue. */
export function queueTasks(context: QueueContext): TaskInQueue[] {
  const broker = new Broker(context.files, context.root)
  const jobs = jobsByTask(context)
  const messages = [
    ...broker.waiting().map((message) => ({ message, isWaiting: true })),
    ...broker.taken().map((message) => ({ message, isWaiting: false })),
  ]
  const tasks = messages.flatMap(({ message, isWaiting }) => {
    const job = jobs.get(message.task.id)
    const state = isWaiting ? waitingState(job) : takenState(context, message.task, job)
    if (!state) return []
    const log = isWaiting && !job ? undefined : logOf(context, message.task, job)
    return [{ task: message.task, message, state, created: message.written, job, log }]
  })
  return order.flatMap((kind) => tasks.filter(({ state }) => state === kind))
}

const order: readonly TaskState[] = ['running', 'queued', 'failed', 'success']

type Job = NonNullable<TaskInQueue['job']>

function jobsByTask({ jobs }: QueueContext): ReadonlyMap<string, Job> {
  return new Map(
    jobs.jobs.all().flatMap((facts) => {
      const task = isOthers(facts) ? undefined : taskOf(facts)
      return task ? [[task.id, { facts, state: stateOf(facts) }] as const] : []
    }),
  )
}

function waitingState(job: Job | undefined): TaskState {
  return job?.state.kind === 'cancelled' || job?.state.kind === 'failed' ? 'failed' : 'queued'
}

function takenState(context: QueueContext, task: QueuedTask, job: Job | undefined): TaskState | undefined {
  switch (job?.state.kind) {
    case undefined:
      return stateByFiles(context, task)
    case 'succeeded':
      return 'success'
    case 'queued':
      return 'queued'
    case 'running':
    case 'gone':
      return 'running'
    default:
      return 'failed'
  }
}

/** Of a task that DVC has run, or runs. */
function stateByFiles(context: QueueContext, task: QueuedTask): TaskState | undefined {
  const files = new RunFiles(context.files, context.root)
  if (!files.isClosed(task)) return 'running'
  return files.resultOf(task) ? 'success' : 'failed'
}

function logOf({ jobs, root, files }: QueueContext, task: QueuedTask, job: Job | undefined): AbsolutePath | undefined {
  const attempts = job?.facts.attempts.length ?? 0
  if (job && attempts > 0) return jobs.jobs.logOf(job.facts.id, attempts)
  return new RunFiles(files, root).logOf(task)
}

/** The task that a name or the beginning of its commit's id means; undefined if there is none. The newest of several. */
export function findTask(tasks: readonly TaskInQueue[], name: string): TaskInQueue | undefined {
  const named = tasks.filter(({ task }) => task.name === name)
  const isLong = name.length >= shortestId
  return named.at(-1) ?? (isLong ? tasks.find(({ task }) => task.stash.startsWith(name.toLowerCase())) : undefined)
}

const shortestId = 4
