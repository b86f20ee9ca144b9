import type { Contrast, ExplainedStage, Project, RunRecord, TaskInQueue } from '@sterna/engine'

export interface WordsSection {
  readonly title: string
  readonly lines: readonly string[]
}

/** Sentences that the terminal has for values of the engine. Handed in, so that both say the same. */
export interface StudioWords {
  /** Why a stage would not stay as it is, a line each. */
  reasons(stage: ExplainedStage, names: Pick<Project, 'pathHere' | 'addressHere'>): readonly string[]
  /** All but parameters and metrics that differs between two revisions, subject by subject. */
  differences(contrast: Contrast): readonly WordsSection[]
  /** Why a task of the queue does not run, or ended as it did. */
  waits(
    task: TaskInQueue,
    around: { readonly tasks: readonly TaskInQueue[]; readonly slots: number },
  ): string | undefined
  /** What is known of how a run came about, but for its stages. */
  record(record: RunRecord): readonly WordsSection[]
}
