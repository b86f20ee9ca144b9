import {
  notAStage,
  releaseOutputs,
  removeSource,
  selectionOf,
  stageName,
  stageNamed,
  type TrackedStage,
} from '../data/index.ts'
import { absolutePath, Failure } from '../foundation/base/index.ts'
import { removeLockEntry } from './lock-file.ts'
import { lockFileOf, type PipelineCall, type PipelineContext, stagesByAddress } from './pipeline-context.ts'
import { removeStage } from './stage-edit.ts'

export interface RemoveRequest {
  readonly targets: readonly string[]
  /** The data goes as well. */
  readonly withOutputs: boolean
}

/** Takes stages and `.dvc` files out of the project. Their data stays, unless its removal is asked for. */
export async function removeStages(
  context: PipelineContext,
  request: RemoveRequest,
  call: PipelineCall,
): Promise<void> {
  await context.lock.during(async () => {
    for (const target of request.targets) {
      const node = stageCalled(context, target)
      if (node.kind === 'pipeline') removePipelineStage(context, node, request.withOutputs)
      else await removeSource(context, node, request.withOutputs, call)
    }
  })
}

function stageCalled(context: PipelineContext, target: string): TrackedStage {
  const selection = selectionOf(context, [])
  const path = selection.toRepoPath(target)
  const { file, name } = stageNamed(selection, target)
  const found = context
    .stages()
    .find((stage) =>
      stage.kind === 'pipeline' ? stage.file === file && stageName(stage) === name : stage.file === path,
    )
  if (!found) throw notAStage(target, context.stages(), path)
  return found
}

function removePipelineStage(context: PipelineContext, node: TrackedStage, withOutputs: boolean): void {
  releaseOutputs(context, node.outputs, withOutputs)
  const definition = absolutePath(context.root, node.file)
  const lock = absolutePath(context.root, lockFileOf(node.file))
  refuseGenerated(context, node)
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
  throw new Failure('unsupported', `cannot remove a parametrized stage: '${stageName(node)}'`, {
    hint: `Take it out of "${stage.group}" in ${node.file} by hand.`,
  })
}
