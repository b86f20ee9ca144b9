import { shortTaskId, shortTime, type TaskInQueue, type TaskOutlook, taskLabel } from '@sterna/engine'
import { plainTable } from './table.ts'
import { taskReason } from './task-reason.ts'

export interface QueueShown {
  readonly tasks: readonly TaskInQueue[]
  /** Of each task, if that was asked for. */
  readonly outlooks: readonly TaskOutlook[]
  /** How many may run at once; none if nobody runs the queue. */
  readonly slots: number
  /** Milliseconds since 1970. */
  readonly now: number
  /** A path as the person would write it. */
  pathHere(place: string): string
}

const words = { running: 'Running', queued: 'Queued', failed: 'Failed', success: 'Success' } as const

/** The table that DVC shows; with `isLong` also how each does, and where their outputs are. */
export function queueLines(shown: QueueShown, isLong: boolean): string[] {
  const { tasks } = shown
  const active = tasks.filter(({ state }) => state === 'running').length
  const idle = Math.max(0, shown.slots - active)
  const logs = isLong ? logLines(shown) : []
  return [...tableLines(shown, isLong), '', ...logs, `Worker status: ${active} active, ${idle} idle`]
}

function tableLines(shown: QueueShown, isLong: boolean): string[] {
  if (shown.tasks.length === 0) return ['No experiment tasks in the queue.']
  const header = ['Task', 'Name', 'Created', 'Status', ...(isLong ? ['Elapsed', 'Left', 'Now'] : [])]
  const rows = shown.tasks.map((task, index) => [
    shortTaskId(task.task),
    task.task.name ?? '',
    shortTime(task.created / 1000, new Date(shown.now)),
    words[task.state],
    ...(isLong ? outlookCells(task, shown, shown.outlooks[index]!) : []),
  ])
  return plainTable(rows, header)
}

const nothing = '–'
const widestNow = 36

function outlookCells(task: TaskInQueue, shown: QueueShown, outlook: TaskOutlook): string[] {
  const { elapsed, left } = outlook
  const isOver = task.state === 'failed' || task.state === 'success'
  const now = cut(taskReason(task, shown) ?? progressText(outlook))
  return [timeText(elapsed, ''), isOver ? '' : timeText(left, nothing), now]
}

function progressText({ progress }: TaskOutlook): string {
  const metrics = Object.entries(progress?.metrics ?? {})
  const steps = metrics.filter(([name]) => name === 'step')
  const others = metrics.filter(([name]) => name !== 'step')
  return [...steps, ...others].map(([name, value]) => `${name} ${shortNumber(value)}`).join(', ')
}

function shortNumber(value: number | string): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(5))) : value
}

function cut(text: string): string {
  const letters = Array.from(text)
  return letters.length > widestNow ? `${letters.slice(0, widestNow - 1).join('')}…` : text
}

function timeText(seconds: number | undefined, unknown: string): string {
  if (seconds === undefined) return unknown
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

function logLines({ tasks, pathHere }: QueueShown): string[] {
  const rows = tasks.flatMap(({ task, log }) => (log === undefined ? [] : [[shortTaskId(task), pathHere(log)]]))
  return rows.length === 0 ? [] : [...plainTable(rows, ['Log', '']), '']
}

/** For programs. */
export function queueForPrograms(shown: QueueShown): unknown {
  const { tasks, slots } = shown
  return { tasks: tasks.map((task, index) => taskForPrograms(task, shown, shown.outlooks[index]!)), slots }
}

function taskForPrograms(task: TaskInQueue, shown: QueueShown, { elapsed, left, progress }: TaskOutlook) {
  return {
    task: task.task.stash,
    name: task.task.name ?? null,
    state: task.state,
    baseline: task.task.baseline,
    created: new Date(task.created).toISOString(),
    reason: taskReason(task, shown) ?? null,
    waits_for: task.state === 'queued' ? shown.tasks.filter(isRunning).map(({ task: other }) => taskLabel(other)) : [],
    attempt: task.job?.state.attempt ?? null,
    elapsed_seconds: rounded(elapsed),
    left_seconds: rounded(left),
    progress: progress
      ? { file: progress.file, written: new Date(progress.written).toISOString(), metrics: progress.metrics }
      : null,
    exit: task.job?.facts.attempts.findLast(({ end }) => end)?.end?.exit ?? null,
    log: task.log ?? null,
  }
}

function isRunning({ state }: TaskInQueue): boolean {
  return state === 'running'
}

function rounded(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.round(seconds * 10) / 10
}
