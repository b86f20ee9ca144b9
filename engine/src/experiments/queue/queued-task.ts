/** A task in DVC's queue, as its message tells it. */
export interface QueuedTask {
  /** Of the task, as DVC's queue calls it. */
  readonly id: string
  /** The commit that has what it begins with; by this DVC knows the task. */
  readonly stash: string
  /** The stack that keeps that commit. */
  readonly stashRef: string
  readonly baseline: string
  readonly head: string
  readonly name: string | undefined
  readonly branch: string | undefined
  readonly projectRoot: string
  readonly gitRoot: string
  /** Files that Git does not know and that the task needs. */
  readonly copyPaths: readonly string[]
  /** What the commit of the experiment says. */
  readonly message: string | undefined
}

/** By which people know a task: its name, or else its id. */
export function taskLabel(task: QueuedTask): string {
  return task.name ?? shortTaskId(task)
}

/** The beginning of the id by which DVC knows a task. */
export function shortTaskId({ stash }: QueuedTask): string {
  return stash.slice(0, 7)
}

export const queueStash = 'refs/exps/celery/stash'
export const failedStash = 'refs/exps/celery/failed'
