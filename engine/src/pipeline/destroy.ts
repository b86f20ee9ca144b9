import type { TrackedStage } from '../data/index.ts'
import { absolutePath } from '../foundation/base/index.ts'
import { unprotect } from '../storage/index.ts'
import { lockFileOf, type PipelineContext } from './pipeline-context.ts'

/**
 * Takes the project away: stage files, `.dvcignore` and `.dvc`, with the cache if it is in there. The data stays in the
 * workspace as plain files, and what Git ignores stays ignored.
 */
export async function destroyProject(context: PipelineContext): Promise<void> {
  await context.lock.during(() => {
    const stages = context.stages()
    for (const stage of stages) keepAsPlainFiles(context, stage)
    for (const file of stageFiles(stages)) context.files.remove(absolutePath(context.root, file))
    context.placed.save()
  })
  // The lock is a file in there, which some systems do not remove while it is held.
  context.files.remove(absolutePath(context.root, '.dvcignore'))
  context.files.remove(absolutePath(context.root, '.dvc'))
}

function keepAsPlainFiles(context: PipelineContext, { outputs }: TrackedStage): void {
  for (const { path } of outputs) {
    const place = absolutePath(context.root, path)
    if (context.files.stat(place)) unprotect(place, { shared: context.cache.shared })
    context.placed.forget(path)
  }
}

function stageFiles(stages: readonly TrackedStage[]): Set<string> {
  return new Set(stages.flatMap(({ file, kind }) => (kind === 'pipeline' ? [file, lockFileOf(file)] : [file])))
}
