import { type AbsolutePath, absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import { unprotect } from '../storage/index.ts'
import { type DataCall, type DataContext, refuseClaimed } from './data-context.ts'
import { showToGit } from './git-ignore-files.ts'
import type { TrackedOutput, TrackedStage } from './tracked-stage.ts'

/** Takes a `.dvc` file away. The data stays, as plain files, unless its removal is asked for. */
export async function removeSource(
  context: DataContext,
  stage: TrackedStage,
  withOutputs: boolean,
  call: DataCall,
): Promise<AbsolutePath[]> {
  await refuseClaimed(context, { write: stage.outputs.map(({ path }) => path) }, call)
  const changed = releaseOutputs(context, stage.outputs, withOutputs)
  const file = absolutePath(context.root, stage.file)
  context.files.remove(file)
  context.placed.save()
  context.forgetStages()
  return [...changed, file]
}

/** Makes outputs ordinary files of the workspace again, or takes them away. Returns the ignore files it changed. */
export function releaseOutputs(
  context: DataContext,
  outputs: readonly TrackedOutput[],
  withOutputs: boolean,
): AbsolutePath[] {
  for (const { path } of outputs) {
    const place = absolutePath(context.root, path)
    if (withOutputs) context.files.remove(place)
    else if (context.files.stat(place)) unprotect(place, { shared: context.cache.shared })
    context.placed.forget(path)
  }
  return showToGit(
    context,
    outputs.map(({ path }) => absolutePath(context.root, path)),
  )
}

/** The wording for a target of remove that is data rather than what stands for it. */
export function notAStage(target: string, stages: readonly TrackedStage[], path: RepoPath): Failure {
  const owner = stages.find((stage) => stage.outputs.some((output) => output.path === path))
  if (owner?.kind === 'source')
    return new Failure('target-unknown', `'${target}' is not a .dvc file. Do you mean '${owner.file}'?`)
  return new Failure('target-unknown', `'${target}' does not exist as a stage or a .dvc file.`)
}
