import type { ExplainedStage, Project } from '@sterna/engine'

/** Sentences that the terminal has for values of the engine. Handed in, so that both say the same. */
export interface StudioWords {
  /** Why a stage would not stay as it is, a line each. */
  reasons(stage: ExplainedStage, names: Pick<Project, 'pathHere' | 'addressHere'>): readonly string[]
}
