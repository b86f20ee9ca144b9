import { hideFromGit, refuseTrackedByGit, selectionOf, stageChanges as stageInGit } from '../data/index.ts'
import { type AbsolutePath, absolutePath, parentOf, type RepoPath, shownPath } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import { buildGraph } from './graph.ts'
import { newStage, type RequestedOutput } from './new-stage.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { refuseBadWdir } from './refuse-wdir.ts'
import { writeStage } from './stage-edit.ts'
import { joinCommandWords, parseParamsOptions } from './stage-options.ts'
import { trackedStage } from './tracked-pipeline-stage.ts'
import { urlsOf } from './url-dependencies.ts'

export interface AddStageRequest {
  readonly name: string
  readonly commandWords: readonly string[]
  readonly deps: readonly string[]
  /** `[file:]name,name` */
  readonly params: readonly string[]
  readonly outs: readonly string[]
  readonly outsNoCache: readonly string[]
  readonly outsPersist: readonly string[]
  readonly outsPersistNoCache: readonly string[]
  readonly metrics: readonly string[]
  readonly metricsNoCache: readonly string[]
  readonly plots: readonly string[]
  readonly plotsNoCache: readonly string[]
  readonly wdir: string | undefined
  readonly desc: string | undefined
  readonly alwaysChanged: boolean
  /** Replace a stage of this name. */
  readonly force: boolean
}

export interface AddStageResult {
  readonly changed: readonly AbsolutePath[]
  readonly isStaged: boolean
}

/** Writes a stage into the `dvc.yaml` of the working directory and hides its outputs from Git. Nothing runs. */
export async function addStage(
  context: PipelineContext,
  request: AddStageRequest,
  call: PipelineCall,
): Promise<AddStageResult> {
  return context.lock.during(() => {
    const file = selectionOf(context, []).defaultFile
    const stage = stageFrom(context, request, file)
    const place = absolutePath(context.root, file)
    const before = context.files.readText(place)
    const text = writeStage(before, stage, { force: request.force, shownFile: 'dvc.yaml' })
    refuseBadWdir(context, stage)
    for (const url of urlsOf(stage)) context.urls.isHere(url)
    refuseClashes(context, stage)
    const hidden = hideFromGit(context, placesInDirectories(context, stage, call))
    if (text !== before) context.files.writeAtomic(place, text)
    context.forgetStages()
    const changed = [...hidden, place]
    return { changed, isStaged: stageInGit(context, changed) }
  })
}

/** The text of a `dvc.yaml` with nothing but the stage that is asked for. */
export function stageText(context: PipelineContext, request: AddStageRequest): string {
  return writeStage(undefined, stageFrom(context, request, selectionOf(context, []).defaultFile))
}

function stageFrom(context: PipelineContext, request: AddStageRequest, file: RepoPath): Stage {
  const definition = context.definitions().find((candidate) => candidate.file === file)
  const before = request.force ? definition?.stages.find(({ name }) => name === request.name) : undefined
  const asked = {
    name: request.name,
    cmd: joinCommandWords(request.commandWords ?? []),
    directory: parentOf(file),
    root: context.root,
    deps: request.deps,
    params: parseParamsOptions(request.params),
    outs: outputsFrom(request),
    isAlwaysChanged: request.alwaysChanged,
    ...(request.wdir === undefined ? {} : { wdir: request.wdir }),
    ...(request.desc === undefined ? {} : { desc: request.desc }),
  }
  return newStage(asked, before)
}

/** In the order in which DVC hides them from Git. */
function outputsFrom(request: AddStageRequest): RequestedOutput[] {
  const some = (paths: readonly string[], kind: RequestedOutput['kind'], isCached: boolean, isPersistent = false) =>
    paths.map((path) => ({ path, kind, isCached, isPersistent }))
  return [
    ...some(request.outsPersist, 'outs', true, true),
    ...some(request.outsPersistNoCache, 'outs', false, true),
    ...some(request.metricsNoCache, 'metrics', false),
    ...some(request.metrics, 'metrics', true),
    ...some(request.plots, 'plots', true),
    ...some(request.plotsNoCache, 'plots', false),
    ...some(request.outsNoCache, 'outs', false),
    ...some(request.outs, 'outs', true),
  ]
}

function refuseClashes(context: PipelineContext, stage: Stage): void {
  const node = trackedStage(stage, undefined)
  const others = context.stages().filter(({ address }) => address !== node.address)
  buildGraph([...others, node], { adding: node })
  refuseTrackedByGit(context, cachedPlaces(context, stage), (output) => shownPath(context.workingDirectory, output))
}

/** Those whose directory is there; the others are hidden when the stage has run. */
function placesInDirectories(context: PipelineContext, stage: Stage, call: PipelineCall): AbsolutePath[] {
  return cachedPlaces(context, stage).filter((place) => {
    const file = absolutePath(absolutePath(place, '..'), '.gitignore')
    if (context.files.stat(absolutePath(place, '..'))) return true
    const text = `Could not create .gitignore entry in ${file}. DVC will attempt to create .gitignore entry again when the stage is run.`
    call.report({ kind: 'warning', text })
    return false
  })
}

function cachedPlaces(context: PipelineContext, stage: Stage): AbsolutePath[] {
  return stage.outs.filter(({ isCached }) => isCached).map(({ path }) => absolutePath(context.root, path))
}
