import {
  notAStage,
  ownerOf,
  releaseOutputs,
  removePart,
  removeSource,
  selectionOf,
  stageName,
  stageNamed,
  type TrackedDirectory,
  type TrackedStage,
  type TransferContext,
} from '../data/index.ts'
import { absolutePath, type RepoPath } from '../foundation/base/index.ts'
import { removeLockEntry } from './lock-file.ts'
import { parametrizedStage } from './parametrized-stage.ts'
import { lockFileOf, type PipelineCall, type PipelineContext, stagesByAddress } from './pipeline-context.ts'
import { removeStage } from './stage-edit.ts'

export interface RemoveRequest {
  readonly targets: readonly string[]
  /** The data goes as well. */
  readonly withOutputs: boolean
}

/**
 * Takes stages, `.dvc` files and parts of tracked directories out of the project. Their data stays, unless its removal
 * is asked for.
 */
export async function removeStages(
  context: PipelineContext & TransferContext,
  request: RemoveRequest,
  call: PipelineCall,
): Promise<void> {
  await context.lock.during(async () => {
    for (const target of request.targets) await removeOne(context, target, request.withOutputs, call)
  })
}

async function removeOne(
  context: PipelineContext & TransferContext,
  target: string,
  withOutputs: boolean,
  call: PipelineCall,
): Promise<void> {
  const path = selectionOf(context, []).toRepoPath(target)
  const node = stageCalled(context, target)
  const directory = node ? undefined : directoryAround(context, path)
  if (directory) await removePart(context, directory, { path, shown: target, withOutputs }, call)
  else if (!node) throw notAStage(target, context.stages(), path)
  else if (node.kind === 'pipeline') removePipelineStage(context, node, withOutputs)
  else await removeSource(context, node, withOutputs, call)
}

/** The directory of a `.dvc` file that the path lies in. */
function directoryAround(context: PipelineContext, path: RepoPath): TrackedDirectory | undefined {
  const owner = ownerOf(context.stages(), path)
  const isPart =
    owner?.stage.kind === 'source' && owner.output.path !== path && owner.output.recorded?.files !== undefined
  return isPart ? owner : undefined
}

function stageCalled(context: PipelineContext, target: string): TrackedStage | undefined {
  const selection = selectionOf(context, [])
  const path = selection.toRepoPath(target)
  const { file, name } = stageNamed(selection, target)
  return context
    .stages()
    .find((stage) =>
      stage.kind === 'pipeline' ? stage.file === file && stageName(stage) === name : stage.file === path,
    )
}

function removePipelineStage(context: PipelineContext, node: TrackedStage, withOutputs: boolean): void {
  refuseGenerated(context, node)
  releaseOutputs(context, node.outputs, withOutputs)
  const definition = absolutePath(context.root, node.file)
  const lock = absolutePath(context.root, lockFileOf(node.file))
  write(context, definition, removeStage(context.files.readText(definition) ?? '', node.file, stageName(node)))
  const locked = context.files.readText(lock)
  if (locked !== undefined) write(context, lock, removeLockEntry(locked, lockFileOf(node.file), stageName(node)))
  context.forgetStages()
}

function write(context: PipelineContext, file: ReturnType<typeof absolutePath>, text: string | undefined): void {
  if (text === undefined) context.files.remove(file)
  else context.files.writeAtomic(file, text)
}

function refuseGenerated(context: PipelineContext, node: TrackedStage): void {
  const stage = stagesByAddress(context).get(node.address)
  if (stage?.group === undefined) return
  throw parametrizedStage('remove', stageName(node), `Take it out of "${stage.group}" in ${node.file} by hand.`)
}
