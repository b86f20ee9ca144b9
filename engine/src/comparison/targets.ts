import { selectionOf, stageName, type TrackedStage } from '../data/index.ts'
import { type AbsolutePath, isWithin, overlaps, type RepoPath } from '../foundation/base/index.ts'

/** Which part of the tracked data is meant. */
export interface Scope {
  /** Whether anything of the output is meant. */
  includes(output: RepoPath): boolean
  /** Whether a file or directory is meant itself. */
  contains(path: string): boolean
}

export const everything: Scope = { includes: () => true, contains: () => true }

/** What targets (outputs, paths inside or above them, stage files, stages) stand for; none means everything. */
export function scopeOf(
  context: { readonly root: AbsolutePath; readonly workingDirectory: AbsolutePath },
  stages: readonly TrackedStage[],
  targets: readonly string[],
): Scope {
  if (targets.length === 0) return everything
  const { toRepoPath, defaultFile } = selectionOf(context, targets)
  const places = targets.flatMap((target) => {
    const path = toRepoPath(target)
    const isNamed = (stage: TrackedStage) =>
      stage.file === path || (stage.file === defaultFile && stage.kind === 'pipeline' && stageName(stage) === target)
    const named = stages.filter(isNamed)
    return named.length === 0 ? [path] : named.flatMap(({ outputs }) => outputs.map((output) => output.path))
  })
  return {
    includes: (output) => places.some((place) => overlaps(place, output)),
    contains: (path) => places.some((place) => isWithin(place, path)),
  }
}
