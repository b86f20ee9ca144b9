import { absolutePath, type RepoPath, shownPath } from '../foundation/base/index.ts'
import type { DataContext } from './data-context.ts'
import type { TrackedStage } from './tracked-stage.ts'

/** What a person names, and how it is meant. */
export interface OutputSelection {
  /** Paths and names as typed; none means everything. */
  readonly targets: readonly string[]
  /** A target as a path from the project's root. */
  toRepoPath(target: string): RepoPath
  /** A target that is only a name means a stage of this file. */
  readonly defaultFile: RepoPath
  /** Targets are directories; everything below them is meant. */
  readonly isRecursive?: boolean
  isDirectory(path: RepoPath): boolean
  /** All that stages depend on, themselves included; left out if only they are meant. */
  upstreamOf?(stages: readonly TrackedStage[]): readonly TrackedStage[]
}

/** Targets and the switches beside them, as most data verbs take them. */
export interface SelectionRequest {
  readonly targets: readonly string[]
  readonly isRecursive?: boolean
  /** The stages that the targets depend on as well. */
  readonly withDependencies?: boolean
}

type SelectionContext = Pick<DataContext, 'root' | 'workingDirectory'> & Partial<Pick<DataContext, 'files'>>

/** How targets are meant by a person in the working directory. */
export function selectionOf(
  context: SelectionContext,
  targets: readonly string[],
  isRecursive = false,
): OutputSelection {
  const toRepoPath = (target: string) =>
    shownPath(context.root, absolutePath(context.workingDirectory, target)).replace(/^\.$/, '') as RepoPath
  const isDirectory = (path: RepoPath) => context.files?.stat(absolutePath(context.root, path))?.kind === 'directory'
  return { targets, toRepoPath, defaultFile: toRepoPath('dvc.yaml'), isRecursive, isDirectory }
}

/** The same for a verb that can follow dependencies. */
export function selectionFor(context: DataContext, request: SelectionRequest): OutputSelection {
  const selection = selectionOf(context, request.targets, request.isRecursive)
  return request.withDependencies ? { ...selection, upstreamOf: (stages) => context.upstreamOf(stages) } : selection
}
