import { absolutePath } from '../foundation/base/index.ts'
import { freeName } from './names/free-name.ts'
import { refusePinned } from './pin-experiments.ts'
import { experimentExists } from './recording/record-experiment.ts'
import { refuseBadName, renderExperimentRef } from './refs/experiment-ref.ts'
import { type ExperimentBase, experimentBase } from './require-git.ts'
import type { WritingContext } from './writing-context.ts'

export interface NewExperimentRequest {
  /** Left out: a free one is chosen. */
  readonly name?: string | undefined
  /** Whether it may take the place of one with its name. */
  readonly force: boolean
}

/** An experiment that is about to begin. */
export interface NewExperiment extends ExperimentBase {
  readonly name: string
}

/** What a new experiment of this work tree is called. Refuses where none can be, and a name that is wrong or taken. */
export function newExperiment(
  context: WritingContext,
  { name, force }: NewExperimentRequest,
  baseline?: string,
): NewExperiment {
  const base = experimentBase(context)
  refuseUnfinished(context)
  const refOf = (some: string) => renderExperimentRef({ baseline: baseline ?? base.head, name: some })
  const isTaken = (some: string) => base.git.refId(refOf(some)) !== undefined
  if (name === undefined || name === '') return { ...base, name: freeName(isTaken) }
  refuseBadName(name)
  const commit = base.git.refId(refOf(name))
  if (!force && commit !== undefined) throw experimentExists(name)
  if (commit !== undefined)
    refusePinned(base.git, [{ baseline: baseline ?? base.head, name, ref: refOf(name), commit }])
  return { ...base, name }
}

/** While a merge or a rebase waits to be finished, what is there is no state of anything. */
function refuseUnfinished({ git, files }: WritingContext): void {
  const begun = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'REBASE_HEAD']
  if (!begun.some((name) => files.stat(absolutePath(git!.places.gitDirectory, name)))) return
  const index = git!.scratchIndex()
  try {
    index.refuseUnmerged()
  } finally {
    index.close()
  }
}
