import { shortTaskId, shortTime, type TaskInQueue, taskLabel } from '@sterna/engine'
import { plainTable } from './table.ts'

export interface QueueShown {
  readonly tasks: readonly TaskInQueue[]
  /** How many may run at once; none if nobody runs the queue. */
  readonly slots: number
  /** Milliseconds since 1970. */
  readonly now: number
}

const words = { running: 'Running', queued: 'Queued', failed: 'Failed', success: 'Success' } as const

/** The table that DVC shows, and with `isLong` three columns more. */
export function queueLines(shown: QueueShown, isLong: boolean): string[] {
  const { tasks } = shown
  const active = tasks.filter(({ state }) => state === 'running').length
  const idle = Math.max(0, shown.slots - active)
  return [...tableLines(shown, isLong), '', `Worker status: ${active} active, ${idle} idle`]
}

function tableLines(shown: QueueShown, isLong: boolean): string[] {
  if (shown.tasks.length === 0) return ['No experiment tasks in the queue.']
  const header = ['Task', 'Name', 'Created', 'Status', ...(isLong ? ['Elapsed', 'Reason', 'Log'] : [])]
  const rows = shown.tasks.map((task) => [
    shortTaskId(task.task),
    task.task.name ?? '',
    shortTime(task.created / 1000, new Date(shown.now)),
    words[task.state],
    ...(isLong ? [elapsedText(elapsedOf(task, shown.now)), reasonOf(task, shown) ?? '', task.log ?? ''] : []),
  ])
  return plainTable(rows, header)
}

/** For programs. */
export function queueForPrograms(shown: QueueShown): unknown {
  const { tasks, slots, now } = shown
  return {
    tasks: tasks.map((task) => ({
      task: task.task.stash,
      name: task.task.name ?? null,
      state: task.state,
      baseline: task.task.baseline,
      created: new Date(task.created).toISOString(),
      reason: reasonOf(task, shown) ?? null,
      attempt: task.job?.state.attempt ?? null,
      elapsed_seconds: elapsedOf(task, now) ?? null,
      exit: lastEnd(task)?.exit ?? null,
      log: task.log ?? null,
    })),
    slots,
  }
}

/** Why it does not run, or why it ended as it did. */
function reasonOf(task: TaskInQueue, { slots, tasks }: QueueShown): string | undefined {
  if (task.state === 'failed') return failureOf(task)
  if (task.state !== 'queued') return undefined
  if (task.job && task.job.state.attempt > 1) return `waits for attempt ${task.job.state.attempt}`
  if (slots === 0) return 'nobody runs the queue'
  const ahead = runningNames(tasks)
  return ahead.length === 0 ? 'starts' : `waits for ${ahead.join(', ')}`
}

function runningNames(tasks: readonly TaskInQueue[]): string[] {
  const names: string[] = []
  for (const { state, task } of tasks) {
    if (state !== 'running') break
    names.push(taskLabel(task))
  }
  return names
}

function failureOf(task: TaskInQueue): string | undefined {
  const end = lastEnd(task)
  if (task.job?.state.kind === 'cancelled') return 'killed'
  if (end?.outcome === 'lost') return 'lost: whoever ran it was killed, or the machine went down'
  if (end?.failure === 'exit') return `exit code ${end.exit}`
  return end?.failure
}

function lastEnd({ job }: TaskInQueue) {
  return job?.facts.attempts.findLast(({ end }) => end !== undefined)?.end
}

/** Seconds of the last attempt. */
function elapsedOf({ job }: TaskInQueue, now: number): number | undefined {
  const last = job?.facts.attempts.at(-1)
  if (last?.claim?.kind !== 'taken') return undefined
  return Math.max(0, Math.round(((last.end?.ended ?? now) - last.claim.began) / 100) / 10)
}

function elapsedText(seconds: number | undefined): string {
  return seconds === undefined ? '' : `${seconds.toFixed(1)} s`
}
