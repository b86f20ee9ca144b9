import type { AbsolutePath } from '../../foundation/base/index.ts'

/** Where a task runs or ran, as DVC's JSON tells it. */
export interface TaskPlace {
  readonly root: string | undefined
  readonly log: string | undefined
  readonly pid: number | undefined
  readonly returnCode: number | undefined
  readonly taskId: string | undefined
}

export type TaskState = 'running' | 'queued' | 'failed' | 'success'

/** Somebody's work on an experiment: waiting, going on, or over. */
export interface ExperimentTask {
  readonly state: TaskState
  /** The commit the experiment begins at. */
  readonly baseline: string
  readonly name: string | undefined
  /** What runs it; undefined of failed ones. */
  readonly executor: 'workspace' | 'tempdir' | 'dvc-task' | undefined
  readonly place: TaskPlace | undefined
  /** The commit that has what it begins with; undefined for a run in the workspace. */
  readonly stash: string | undefined
  /** Of a running one that has a directory of its own: the project's root there. */
  readonly directory?: AbsolutePath
  /** Of a success: the ref of the experiment it made. */
  readonly ref?: string
}

/** Whoever knows of tasks: DVC's queue, and our own. */
export interface TaskSource {
  tasks(): readonly ExperimentTask[]
}
