import {
  type OutputState,
  outputState,
  selectionFor,
  selectOutputs,
  selectStages,
  shownAddress,
  type TrackedOutput,
  type TrackedStage,
} from '../data/index.ts'
import { absolutePath, type RepoPath, shownPath, withoutPassword } from '../foundation/base/index.ts'
import { compareStage } from './compare-stage.ts'
import type { Stage } from './definition/index.ts'
import { heldStill } from './held-still.ts'
import { followsSource, type ImportChanges, type ImportStatusContext, importChanges } from './import-status.ts'
import { type PipelineCall, type PipelineContext, stagesByAddress } from './pipeline-context.ts'
import { type DependencyChange, isAlwaysChanged, isChanged, type StageChanges } from './stage-changes.ts'
import { type SteadyContext, steadily } from './steady/index.ts'
import { prepareUrls, withoutUrls } from './url-dependencies.ts'
import { withoutBroken } from './without-broken.ts'

export interface StatusRequest {
  readonly targets: readonly string[]
  /** The stages that the targets depend on as well. */
  readonly withDependencies: boolean
  readonly isRecursive: boolean
  /** Do not look whether the sources of imports have moved on. */
  readonly noUpdates?: boolean
}

/** One stage that differs from what is recorded. Paths and names are as a person in the working directory writes them. */
export interface ChangedStage {
  readonly stage: string
  readonly deps: ReadonlyMap<string, DependencyChange>
  readonly outs: ReadonlyMap<string, OutputState>
  readonly isAlwaysChanged: boolean
  readonly isCommandChanged: boolean
  /** Of a `.dvc` file that has a checksum of itself. */
  readonly isChecksumChanged: boolean
}

export interface StatusResult {
  readonly changed: readonly ChangedStage[]
  /** Whether the project tracks anything at all. */
  readonly hasStages: boolean
}

export type StatusContext = SteadyContext & ImportStatusContext

/** What differs between the workspace and what is recorded of it, stage by stage. Writes nothing and takes no lock. */
export async function projectStatus(
  project: StatusContext,
  request: StatusRequest,
  call: PipelineCall,
): Promise<StatusResult> {
  const answer = (context: StatusContext, noted: PipelineCall) => lookAtStages(context, request, noted)
  const isKept = ({ changed }: StatusResult) => changed.length === 0
  return steadily(heldStill(project), { kind: 'status', request, answer, isKept }, call)
}

async function lookAtStages(project: StatusContext, request: StatusRequest, call: PipelineCall): Promise<StatusResult> {
  const context = withoutBroken(project, { ...request, reach: request.withDependencies ? 'upstream' : 'nothing' }, call)
  const { stages, outputs } = wantedStages(context, request)
  const definitions = stagesByAddress(context)
  const changed: ChangedStage[] = []
  const looked = stages.map(({ address }) => definitions.get(address))
  const unknown = await unknownUrls(context, looked, call)
  for (const node of stages) {
    const stage = definitions.get(node.address)
    if (node.isFrozen && !followsSource(node))
      call.report({
        kind: 'warning',
        text: `stage: '${addressFrom(context, node)}' is frozen. Its dependencies are not going to be shown in the status output.`,
      })
    const found = stage
      ? await changesOf(context, withoutUrls(stage, unknown), call)
      : await sourceChanges(context, node, call)
    const meant = outputs ? { ...found, outs: ofOutputs(found.outs, node, outputs) } : found
    const { updates, isChecksumChanged } = stage
      ? nothingImported
      : await importChanges(context, node, !request.noUpdates, call)
    if (isChanged(meant) || updates.size > 0 || isChecksumChanged) {
      const { deps, ...rest } = shown(context, node, stage, meant)
      changed.push({ ...rest, deps: new Map([...deps, ...updates]), isChecksumChanged })
    }
  }
  context.hashes.save()
  context.complete.save()
  return { changed, hasStages: context.stages().length > 0 }
}

/** URLs that cannot be asked for hide nothing else: they are told and left out. */
async function unknownUrls(
  context: PipelineContext,
  stages: readonly (Stage | undefined)[],
  call: PipelineCall,
): Promise<ReadonlySet<string>> {
  const failures = await prepareUrls(context, stages, call)
  for (const [url, { message }] of failures)
    call.report({ kind: 'warning', text: `'${withoutPassword(url)}' may have changed: ${message}` })
  return new Set(failures.keys())
}

const nothingImported: ImportChanges = { updates: new Map(), isChecksumChanged: false }

interface WantedStages {
  readonly stages: readonly TrackedStage[]
  /** The outputs that are shown; all of them if left out. */
  readonly outputs?: ReadonlySet<TrackedOutput>
}

/** A target that is an output, or lies in one, means its stage and of its outputs only that one. */
function wantedStages(context: PipelineContext, request: StatusRequest): WantedStages {
  if (request.targets.length === 0) return { stages: context.stages() }
  const selection = selectionFor(context, request)
  const targets = selectStages(context.stages(), selection)
  const outputs = new Set(selectOutputs(context.stages(), selection).map(({ output }) => output))
  return { stages: request.withDependencies ? context.upstreamOf(targets) : targets, outputs }
}

function ofOutputs(
  changes: ReadonlyMap<string, OutputState>,
  node: TrackedStage,
  outputs: ReadonlySet<TrackedOutput>,
): ReadonlyMap<string, OutputState> {
  const left = node.outputs.filter((output) => !outputs.has(output))
  const hidden = new Set(left.flatMap(({ path, text }) => [path, text]))
  return new Map([...changes].filter(([name]) => !hidden.has(name)))
}

/** That a stage runs every time is shown of frozen ones as well. */
async function changesOf(context: PipelineContext, stage: Stage, call: PipelineCall): Promise<StageChanges> {
  const { changes } = await compareStage(context, stage, call)
  return { ...changes, isAlwaysChanged: isAlwaysChanged(stage) }
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
): Omit<ChangedStage, 'isChecksumChanged'> {
  const name = (path: string) => nameFrom(context, path)
  const placeOf = stage ? placesByText(stage) : new Map<string, string>()
  const renamed = <Change>(changes: ReadonlyMap<string, Change>) =>
    new Map([...changes].map(([text, change]) => [name(placeOf.get(text) ?? text), change]))
  return { ...found, stage: addressFrom(context, node), deps: renamed(found.deps), outs: renamed(found.outs) }
}

/** What lies outside of the project is named by its absolute path, and a URL or a dataset as it is written. */
function nameFrom({ root, workingDirectory }: PipelineContext, path: string): string {
  if (/^\w+:\/\//.test(path)) return path
  const place = absolutePath(root, path)
  return isOutside(path) ? place : shownPath(workingDirectory, place)
}

function isOutside(path: string): boolean {
  return path.startsWith('../') || path.startsWith('/')
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
