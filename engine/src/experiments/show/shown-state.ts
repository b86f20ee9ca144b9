import type { Problem, RevisionState } from '../data/revision-data.ts'
import type { TaskPlace, TaskState } from '../tasks/experiment-task.ts'

/** A revision that is shown, and the experiments that began there. */
export interface ShownBaseline extends ShownRevision {
  readonly experiments: readonly ShownExperiment[]
}

export interface ShownRevision {
  /** A commit's id, or `workspace`. */
  readonly revision: string
  readonly name: string | undefined
  readonly state: RevisionState
  /** What went wrong with its run, though its data could be read. */
  readonly problem?: Problem
}

/** An experiment: its commits, the last one in front, and what runs or ran it. */
export interface ShownExperiment {
  readonly name: string | undefined
  readonly revisions: readonly ShownRevision[]
  readonly executor: Executor | undefined
}

export interface Executor {
  readonly state: TaskState
  readonly name: 'workspace' | 'tempdir' | 'dvc-task' | undefined
  readonly place: TaskPlace | undefined
}
