import { createHash } from 'node:crypto'
import { absolutePath } from '../../foundation/base/index.ts'
import type { ExperimentsContext } from '../experiments-context.ts'
import { experimentNamespace } from '../refs/experiment-ref.ts'
import { pinnedRefs } from '../refs/pins.ts'
import { requireGit } from '../require-git.ts'

/** Files that say how the workspace is and how far a run has come. */
export const watchedFiles = ['dvc.yaml', 'dvc.lock', 'params.yaml', '.dvc/tmp/exps/run/DVCLIVE_STEP_COMPLETED']

/** A text that differs as soon as experiments, tasks, or the state of the workspace do. */
export function experimentsStamp(context: ExperimentsContext): string {
  const git = requireGit(context.git)
  const files = watchedFiles.map((name) => {
    const stat = context.files.stat(absolutePath(context.root, name))
    return stat && [stat.mtimeMs, stat.bytes, stat.inode]
  })
  const tasks = context.taskSources.flatMap((source) => source.tasks())
  const seen = [git.head(), [...git.refsBelow(experimentNamespace)], [...pinnedRefs(git)], tasks, files]
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex')
}
