import {
  type OutputState,
  outputState,
  selectionOf,
  selectStages,
  shownAddress,
  type TrackedStage,
} from '../data/index.ts'
import { absolutePath, type RepoPath, shownPath } from '../foundation/base/index.ts'
import { compareStage } from './compare-stage.ts'
import type { Stage } from './definition/index.ts'
import { buildGraph } from './graph.ts'
import { type PipelineCall, type PipelineContext, stagesByAddress } from './pipeline-context.ts'
import { planStages } from './plan.ts'
import { type DependencyChange, isChanged, type StageChanges } from './stage-changes.ts'

export interface StatusRequest {
  readonly targets: readonly string[]
  /** The stages that the targets depend on as well. */
  readonly withDependencies: boolean
  readonly isRecursive: boolean
}

/** One stage that differs from what is recorded. Paths and names are as a person in the working directory writes them. */
export interface ChangedStage {
  readonly stage: string
  readonly deps: ReadonlyMap<string, DependencyChange>
  readonly outs: ReadonlyMap<string, OutputState>
  readonly isAlwaysChanged: boolean
  readonly isCommandChanged: boolean
}

export interface StatusResult {
  readonly changed: readonly ChangedStage[]
  /** Whether the project tracks anything at all. */
  readonly hasStages: boolean
}

/** What differs between the workspace and what is recorded of it, stage by stage. Writes nothing and takes no lock. */
export async function projectStatus(
  context: PipelineContext,
  request: StatusRequest,
  call: PipelineCall,
): Promise<StatusResult> {
  const stages = wantedStages(context, request)
  const definitions = stagesByAddress(context)
  const changed: ChangedStage[] = []
  for (const node of stages) {
    const stage = definitions.get(node.address)
    if (node.isFrozen)
      call.report({
        kind: 'warning',
        text: `stage: '${addressFrom(context, node)}' is frozen. Its dependencies are not going to be shown in the status output.`,
      })
    const found = stage ? (await compareStage(context, stage, call)).changes : await sourceChanges(context, node, call)
    if (isChanged(found)) changed.push(shown(context, node, stage, found))
  }
  context.hashes.save()
  context.complete.save()
  return { changed, hasStages: context.stages().length > 0 }
}

function wantedStages(context: PipelineContext, request: StatusRequest): readonly TrackedStage[] {
  if (request.targets.length === 0) return context.stages()
  const targets = selectStages(context.stages(), selectionOf(context, request.targets, request.isRecursive))
  return request.withDependencies ? planStages(buildGraph(context.stages()), { targets, scope: 'upstream' }) : targets
}

async function sourceChanges(context: PipelineContext, node: TrackedStage, call: PipelineCall): Promise<StageChanges> {
  const outs = new Map<string, OutputState>()
  for (const output of node.outputs) {
    const state = await outputState(context, output, call)
    if (state) outs.set(output.path, state)
  }
  return { deps: new Map(), outs, isAlwaysChanged: false, isCommandChanged: false }
}

function shown(
  context: PipelineContext,
  node: TrackedStage,
  stage: Stage | undefined,
  found: StageChanges,
): ChangedStage {
  const name = (path: string) => shownPath(context.workingDirectory, absolutePath(context.root, path))
  const placeOf = stage ? placesByText(stage) : new Map<string, string>()
  const renamed = <Change>(changes: ReadonlyMap<string, Change>) =>
    new Map([...changes].map(([text, change]) => [name(placeOf.get(text) ?? text), change]))
  return { ...found, stage: addressFrom(context, node), deps: renamed(found.deps), outs: renamed(found.outs) }
}

/** Paths from the root by the texts that identify them in the lock file. */
function placesByText(stage: Stage): Map<string, string> {
  const deps = stage.deps.flatMap((dependency) =>
    'path' in dependency ? [[dependency.text, dependency.path] as const] : [],
  )
  return new Map([
    ...deps,
    ...[...stage.params, ...stage.outs].map(({ text, path }) => [text, path as RepoPath] as const),
  ])
}

function addressFrom(context: PipelineContext, node: TrackedStage): string {
  return shownAddress(node, shownPath(context.workingDirectory, absolutePath(context.root, node.file)))
}
