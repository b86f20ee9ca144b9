import {
  areaContext,
  commitSource,
  observePath,
  outputState,
  refuseClaimed,
  selectionFor,
  selectStages,
  type TrackedStage,
} from '../data/index.ts'
import { absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import { compareStage } from './compare-stage.ts'
import type { Stage } from './definition/index.ts'
import { hasLegacy } from './lock-entry.ts'
import { hideOutputs, keepOutputs, lockedInputs } from './new-entry.ts'
import { observeInputs } from './observe.ts'
import { type PipelineCall, type PipelineContext, stagesByAddress } from './pipeline-context.ts'
import { saveRun } from './run-cache.ts'
import type { StageChanges } from './stage-changes.ts'
import { recordEntry } from './write-lock.ts'

export interface CommitRequest {
  readonly targets: readonly string[]
  /** Record changes without asking. */
  readonly force: boolean
  readonly isRecursive: boolean
  /** The stages that the targets depend on as well. */
  readonly withDependencies: boolean
  /** Leave the files in the workspace as they are, whatever kind of link the project uses. */
  readonly withoutRelink: boolean
  /** Only data that somebody put there, as \`.dvc\` files track it, as far as it is there. */
  readonly onlySources?: boolean
  /** Asked for each stage that has changed, unless forced. */
  confirm(question: string): Promise<boolean>
}

/** Records the present state of stages and data as it is, without running anything. */
export async function commitStages(
  context: PipelineContext,
  request: CommitRequest,
  call: PipelineCall,
): Promise<void> {
  await context.lock.during(() => commitLocked(context, request, call))
}

/** The same for a verb that holds the project's lock already. */
export async function commitLocked(
  context: PipelineContext,
  request: CommitRequest,
  call: PipelineCall,
): Promise<void> {
  const definitions = stagesByAddress(context)
  for (const node of wantedStages(context, request)) {
    await commitOne(context, node, definitions.get(node.address), request, call)
  }
  context.hashes.save()
  context.complete.save()
  context.placed.save()
}

function wantedStages(context: PipelineContext, request: CommitRequest): readonly TrackedStage[] {
  const stages = selectStages(context.stages(), selectionFor(context, request))
  const wanted = request.withDependencies && request.targets.length > 0 ? context.upstreamOf(stages) : stages
  return request.onlySources ? wanted.filter((stage) => isPresentSource(context, stage)) : wanted
}

function isPresentSource(context: PipelineContext, { kind, outputs }: TrackedStage): boolean {
  return kind !== 'pipeline' && outputs.every(({ path }) => context.files.stat(absolutePath(context.root, path)))
}

async function commitOne(
  context: PipelineContext,
  node: TrackedStage,
  stage: Stage | undefined,
  request: CommitRequest,
  call: PipelineCall,
): Promise<void> {
  const question = await questionAbout(context, node, stage, call)
  if (
    question !== undefined &&
    !request.force &&
    !(await request.confirm(`${question} Are you sure you want to commit it?`))
  )
    throw refused(node)
  await refuseClaimed(context, { write: node.outputs.map(({ path }) => path) }, call)
  if (question === undefined && !request.force && isRecordedAsLegacy(context, stage)) return
  const { withoutRelink } = request
  if (!stage)
    return commitSource(context, context.sources().find(({ file }) => file === node.file)!, call, { withoutRelink })
  const inputs = lockedInputs(context, stage, await observeInputs(context, stage, call))
  hideOutputs(context, stage)
  const entry = await keepOutputs(context, stage, inputs, { withoutCommit: false, withoutRelink }, call)
  if (question !== undefined || request.force) await saveRun(context, stage, entry, call, { keepsAll: true })
  recordEntry(context, stage, entry, call)
}

/** What DVC before 3.0 has recorded of an unchanged stage stays as it is. */
function isRecordedAsLegacy(context: PipelineContext, stage: Stage | undefined): boolean {
  return stage !== undefined && hasLegacy(context.locked(stage.file).get(stage.name))
}

/** What has changed since the stage was recorded, as a sentence; undefined if nothing has. */
async function questionAbout(
  context: PipelineContext,
  node: TrackedStage,
  stage: Stage | undefined,
  call: PipelineCall,
): Promise<string | undefined> {
  if (!stage) return sourceQuestion(context, node, call)
  const { changes } = await compareStage(context, stage, call)
  const parts = [...partOf('dependencies', changes.deps), ...partOf('outputs', withoutUnkept(changes))]
  if (parts.length > 0) return `${parts.join(' and ')} of stage: '${stage.address}' changed.`
  return changes.isCommandChanged ? `'cmd' of stage: '${stage.address}' has changed.` : undefined
}

async function sourceQuestion(
  context: PipelineContext,
  node: TrackedStage,
  call: PipelineCall,
): Promise<string | undefined> {
  const changed: string[] = []
  for (const output of node.outputs) {
    const state = await outputState(context, output, call)
    if (state === 'not in cache' ? await isModified(context, node, output.path) : state !== undefined)
      changed.push(output.path)
  }
  return changed.length === 0
    ? undefined
    : `outputs [${changed.map((path) => `'${path}'`).join(', ')}] of stage: '${node.address}' changed.`
}

/** Content that is as recorded and only has not been cached yet needs no question. */
async function isModified(context: PipelineContext, node: TrackedStage, path: RepoPath): Promise<boolean> {
  const recorded = node.outputs.find((output) => output.path === path)?.recorded
  const seen = await observePath(areaContext(context, recorded), path)
  return seen.kind === 'missing' || seen.hash !== recorded?.hash
}

function withoutUnkept({ outs }: StageChanges): ReadonlyMap<string, unknown> {
  return new Map([...outs].filter(([, change]) => change !== 'not in cache'))
}

function partOf(what: string, changes: ReadonlyMap<string, unknown>): string[] {
  return changes.size === 0 ? [] : [`${what} [${[...changes.keys()].map((name) => `'${name}'`).join(', ')}]`]
}

function refused(node: TrackedStage): Failure {
  return new Failure(
    'not-confirmed',
    `failed to commit ${node.address} - unable to commit changed stage: '${node.address}'. Use \`-f|--force\` to force.`,
  )
}
