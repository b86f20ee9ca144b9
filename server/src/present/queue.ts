import type { Queue, TaskInQueue as ShownTask } from '@sterna/api'
import {
  Leases,
  type Project,
  queueTasks,
  slotsOf,
  type TaskInQueue,
  type TaskOutlook,
  taskOutlooks,
} from '@sterna/engine'
import type { StudioWords } from '../studio-words.ts'

/** The queue, and how each of its tasks does. Nothing where there is no Git. */
export async function presentQueue(project: Project, words: StudioWords): Promise<Queue> {
  if (project.git === undefined) return { slots: null, isStopping: false, tasks: [] }
  const holder = new Leases(project.jobs).holder()
  const tasks = queueTasks(project)
  const outlooks = await taskOutlooks(project, tasks)
  const slots = slotsOf(holder)
  return {
    slots: holder?.slots ?? null,
    isStopping: holder?.isAskedToStop ?? false,
    tasks: tasks.map((task, index) => shownTask(task, outlooks[index]!, words.waits(task, { tasks, slots }))),
  }
}

function shownTask(task: TaskInQueue, outlook: TaskOutlook, reason: string | undefined): ShownTask {
  const { elapsed, left, progress } = outlook
  return {
    id: task.task.stash,
    name: task.task.name ?? null,
    state: task.state,
    baseline: task.task.baseline,
    created: task.created,
    reason: reason ?? null,
    elapsedSeconds: elapsed ?? null,
    leftSeconds: left ?? null,
    metrics: Object.fromEntries(Object.entries(progress?.metrics ?? {}).map(([name, value]) => [name, plain(value)])),
    hasLog: task.log !== undefined && task.state !== 'queued',
  }
}

function plain(value: number | string): number | string {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
