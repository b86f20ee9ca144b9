import * as path from 'node:path'
import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { unprotect } from '../../storage/index.ts'
import type { Stage } from '../definition/index.ts'
import type { PipelineContext } from '../pipeline-context.ts'

/**
 * Outputs from before a run, kept until the run has succeeded: a command that fails, or is killed, takes nothing away.
 * They lie under `.dvc/tmp/sterna/set-aside`, one folder a stage.
 */
export interface SetAside {
  /** The run has succeeded; its outputs take their place. */
  discard(): void
  /** The run has failed: they come back. Says where what it has left in their places is now, if it has. */
  putBack(): AbsolutePath | undefined
}

/** Moves a stage's outputs out of the way of its next run. Persistent ones stay, as plain files that can be written. */
export function setAsideOutputs(context: PipelineContext, stage: Stage): SetAside {
  const folder = absolutePath(context.root, `.dvc/tmp/sterna/set-aside/${encodeURIComponent(stage.address)}`)
  const placesOf = stage.outs
    .filter(({ kind }) => kind === 'file')
    .map((output, index) => ({
      output,
      place: absolutePath(context.root, output.path),
      aside: absolutePath(folder, String(index)),
    }))
  for (const { output, place, aside } of placesOf) {
    if (context.files.lstat(aside) && !context.files.lstat(place)) move(context, aside, place)
    context.files.remove(aside)
    if (!context.files.lstat(place)) continue
    if (output.isPersistent) unprotect(place, { shared: context.cache.shared })
    else move(context, place, aside)
  }
  return {
    discard: () => context.files.remove(folder),
    putBack() {
      const left = leftBy(context, stage)
      let hasLeft = false
      context.files.remove(left)
      for (const { place, aside } of placesOf.filter(({ aside }) => context.files.lstat(aside))) {
        if (context.files.lstat(place)) {
          move(context, place, absolutePath(left, path.basename(place)))
          hasLeft = true
        }
        move(context, aside, place)
      }
      context.files.remove(folder)
      return hasLeft ? left : undefined
    },
  }
}

/** Removes a stage's outputs before its next run, as DVC does: nothing is left to come back. Persistent ones stay. */
export function removeOutputs(context: PipelineContext, stage: Stage): SetAside {
  for (const output of stage.outs.filter(({ kind }) => kind === 'file')) {
    const place = absolutePath(context.root, output.path)
    if (!output.isPersistent) context.files.remove(place)
    else if (context.files.lstat(place)) unprotect(place, { shared: context.cache.shared })
  }
  return { discard: () => undefined, putBack: () => undefined }
}

/** What a command that failed has left of outputs that were there before. */
function leftBy({ root }: PipelineContext, { address }: Stage): AbsolutePath {
  return absolutePath(root, `.dvc/tmp/sterna/left/${encodeURIComponent(address)}`)
}

function move(context: PipelineContext, from: AbsolutePath, to: AbsolutePath): void {
  context.files.makeDirectory(absolutePath(path.dirname(to)))
  context.files.rename(from, to)
}
