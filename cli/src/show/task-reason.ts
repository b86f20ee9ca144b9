import { type TaskInQueue, taskLabel } from '@sterna/engine'

export interface QueueAround {
  readonly tasks: readonly TaskInQueue[]
  /** How many may run at once; none if nobody runs the queue. */
  readonly slots: number
}

/** Why a task does not run, or why it ended as it did; undefined if it runs, or succeeded. */
export function taskReason(task: TaskInQueue, { slots, tasks }: QueueAround): string | undefined {
  if (task.state === 'failed') return failureOf(task)
  if (task.state !== 'queued') return undefined
  if (task.job && task.job.state.attempt > 1) return `waits for attempt ${task.job.state.attempt}`
  if (slots === 0) return 'nobody runs the queue'
  const ahead = runningNames(tasks)
  if (ahead.length >= slots) return `waits for ${ahead.join(', ')}`
  const holders = holdersOf(task, tasks)
  return holders.length === 0 ? 'starts' : `waits for ${holders.join(', ')}`
}

/** Who runs and has some of what it needs of the machine, each with what that is. */
function holdersOf(task: TaskInQueue, tasks: readonly TaskInQueue[]): string[] {
  const needed = needsOf(task)
  return tasks.flatMap((other) => {
    const held = other.state === 'running' ? needsOf(other).filter((name) => needed.includes(name)) : []
    return held.length === 0 ? [] : [`${taskLabel(other.task)} (${held.join(', ')})`]
  })
}

function needsOf({ job }: TaskInQueue): string[] {
  return Object.keys(job?.facts.submission.policy.resources ?? {})
}

/** They come first. */
function runningNames(tasks: readonly TaskInQueue[]): string[] {
  const end = tasks.findIndex(({ state }) => state !== 'running')
  return tasks.slice(0, end).map(({ task }) => taskLabel(task))
}

function failureOf({ job }: TaskInQueue): string | undefined {
  const end = job?.facts.attempts.findLast((attempt) => attempt.end !== undefined)?.end
  if (job?.state.kind === 'cancelled') return 'killed'
  if (end?.outcome === 'lost') return 'lost: whoever ran it was killed, or the machine went down'
  if (end?.failure === 'exit') return `exit code ${end.exit}`
  return end?.failure
}
