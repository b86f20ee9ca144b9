import { Failure, isWithin, type RepoPath, repoPath } from '../foundation/base/index.ts'
import { isDirectoryHash } from '../storage/index.ts'
import { outermost } from './output-parts.ts'
import { madeByStage, refuseOverlap } from './overlaps.ts'
import type { TrackedDirectory } from './tracked-directory.ts'
import type { TrackedStage } from './tracked-stage.ts'

/** One output to add: new, as a whole, or parts of a directory that is tracked already. */
export type PlannedAdd =
  | { readonly kind: 'whole'; readonly path: RepoPath; readonly file: RepoPath; readonly text: string }
  | { readonly kind: 'parts'; readonly directory: TrackedDirectory; readonly parts: readonly string[] }

/**
 * What adding these paths comes to, in their order. Those inside of the same tracked directory are one step; if the
 * directory is among them, all of it is added. Refuses what a stage makes, and clashes with other outputs.
 */
export function planAdds(stages: readonly TrackedStage[], paths: readonly RepoPath[]): PlannedAdd[] {
  const steps = new Map<string, PlannedAdd>()
  for (const path of paths) {
    const owner = ownerOf(stages, path)
    const step = owner ? ownedAdd(owner, path) : newAdd(stages, path)
    const key = owner?.output.path ?? path
    steps.set(key, joined(steps.get(key), step))
  }
  return [...steps.values()]
}

/** The output that a path is, or lies in. */
export function ownerOf(stages: readonly TrackedStage[], path: RepoPath): TrackedDirectory | undefined {
  for (const stage of stages)
    for (const output of stage.outputs) if (isWithin(output.path, path)) return { stage, output }
  return undefined
}

function newAdd(stages: readonly TrackedStage[], path: RepoPath): PlannedAdd {
  const file = repoPath(`${path}.dvc`)
  refuseOverlap(stages, { path, file })
  return { kind: 'whole', path, file, text: path.slice(path.lastIndexOf('/') + 1) }
}

function ownedAdd(directory: TrackedDirectory, path: RepoPath): PlannedAdd {
  const { stage, output } = directory
  if (stage.kind === 'pipeline') throw madeByStage(stage, path)
  if (output.path === path) return { kind: 'whole', path, file: stage.file, text: output.text }
  if (output.recorded && !isDirectoryHash(output.recorded.hash))
    throw new Failure('outputs-overlap', `Cannot modify '${output.path}' which is being tracked as a file`, {
      hint: `If it is a directory now, add it as a whole: sterna add ${output.path}`,
    })
  return { kind: 'parts', directory, parts: [path.slice(output.path.length + 1)] }
}

function joined(before: PlannedAdd | undefined, step: PlannedAdd): PlannedAdd {
  if (before?.kind === 'whole') return before
  if (before === undefined || step.kind === 'whole') return step
  return { ...before, parts: outermost([...before.parts, ...step.parts]) }
}
