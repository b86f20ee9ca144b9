import type { TrackedStage } from '../../data/index.ts'
import type { RepoPath } from '../../foundation/base/index.ts'
import type { Value } from '../../foundation/formats/index.ts'
import type { BrokenPart, Stage } from '../definition/index.ts'
import type { CheckedFile } from './checked-file.ts'

/** All that the checks know of a project. */
export interface CheckInput {
  readonly files: readonly CheckedFile[]
  /** Stage files of which nothing can be read. */
  readonly unreadable: readonly BrokenPart[]
  /** Every stage that can be read, data included. */
  readonly stages: readonly TrackedStage[]
  /** All their outputs. */
  readonly madePaths: ReadonlySet<string>
  readonly trackedByGit: ReadonlySet<string>
  /** What a stage's command was seen to read when somebody watched it. */
  seenReads(stage: Stage): readonly RepoPath[]
  kindOf(path: string): 'file' | 'directory' | undefined
  /** The content of a params file, or why it cannot be read; undefined if it is not there. */
  readParams(path: RepoPath): { readonly value: Value } | { readonly reason: string } | undefined
}

export const madePathsOf = (stages: readonly TrackedStage[]): ReadonlySet<string> =>
  new Set(stages.flatMap(({ outputs }) => outputs.map(({ path }) => path)))
