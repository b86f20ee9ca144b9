import { areaContext, type DataContext, observePath, type RecordedContent } from '../data/index.ts'
import { absolutePath } from '../foundation/base/index.ts'
import type { Observation } from '../storage/index.ts'
import { type DatasetState, datasetState } from './datasets.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry, LockedFile } from './lock-entry.ts'
import { type ParamsValues, selectParams } from './params.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { observeUrls, urlsOf, withoutUrls } from './url-dependencies.ts'
import type { UrlState } from './url-states.ts'

/** What is there of the things a stage reads. Keys are the texts that identify them in the lock file. */
export interface InputState {
  readonly deps: ReadonlyMap<string, Observation>
  readonly params: ReadonlyMap<string, ParamsState>
  readonly datasets: ReadonlyMap<string, DatasetState>
  readonly urls: ReadonlyMap<string, UrlState>
}

/** What is there of the things a stage reads and makes. */
export interface StageState extends InputState {
  readonly outs: ReadonlyMap<string, OutputObservation>
}

/** Values of the wanted keys that are there; undefined if the file is not. */
export type ParamsState = ParamsValues | undefined

export interface OutputObservation {
  readonly seen: Observation
  /** Whether the cache holds all that is recorded of it; true for what is not cached. */
  readonly isKept: boolean
}

export type ObserveContext = DataContext & Pick<PipelineContext, 'definitions' | 'params' | 'urls'>

/** Looks at everything a stage depends on and makes; of a frozen one nobody is asked for URLs. */
export async function observeStage(
  context: ObserveContext,
  stage: Stage,
  entry: LockEntry | undefined,
  call: PipelineCall,
): Promise<StageState> {
  return {
    ...(await observeInputs(context, stage.isFrozen ? withoutUrls(stage, new Set(urlsOf(stage))) : stage, call, entry)),
    outs: await observeOutputs(context, stage, entry, call),
  }
}

/** What was recorded by DVC before 3.0 is looked at as it was hashed then, if there is an entry to compare with. */
export async function observeInputs(
  context: ObserveContext,
  stage: Stage,
  call: PipelineCall,
  entry?: LockEntry,
): Promise<InputState> {
  return {
    deps: await observeDependencies(context, stage, entry, call),
    params: observeParams(context, stage),
    datasets: observeDatasets(context, stage),
    urls: await observeUrls(context, stage, call),
  }
}

/** What is there of what a stage depends on, by the texts of the dependencies. */
export async function observeDependencies(
  context: DataContext,
  stage: Stage,
  entry: LockEntry | undefined,
  call: PipelineCall,
): Promise<Map<string, Observation>> {
  const seen = new Map<string, Observation>()
  for (const dependency of stage.deps) {
    const area = areaContext(context, legacyMark(entry?.deps, dependency.text))
    if (dependency.kind === 'file') seen.set(dependency.text, await observePath(area, dependency.path, call))
    else if (dependency.kind === 'outside')
      seen.set(dependency.text, await context.hashes.observe(absolutePath(context.root, dependency.path), {}, call))
  }
  return seen
}

function observeParams({ params }: ObserveContext, stage: Stage): Map<string, ParamsState> {
  return new Map(
    stage.params.map(({ text, path, keys }) => {
      const content = params.read(path)
      return [text, content === undefined ? undefined : selectParams(content, keys)]
    }),
  )
}

function observeDatasets(context: ObserveContext, stage: Stage): Map<string, DatasetState> {
  return new Map(
    stage.deps.flatMap((dep) => (dep.kind === 'dataset' ? [[dep.text, datasetState(context, dep.name)] as const] : [])),
  )
}

async function observeOutputs(
  context: DataContext,
  stage: Stage,
  entry: LockEntry | undefined,
  call: PipelineCall,
): Promise<Map<string, OutputObservation>> {
  const seen = new Map<string, OutputObservation>()
  for (const output of stage.outs) {
    const recorded = entry?.outs.find(({ path }) => path === output.text)?.content?.hash
    const area = areaContext(context, legacyMark(entry?.outs, output.text))
    const isKept = !output.isCached || recorded === undefined || (await area.complete.has(recorded))
    seen.set(output.text, { seen: await observePath(area, output.path, call), isKept })
  }
  return seen
}

function legacyMark(files: readonly LockedFile[] | undefined, text: string): RecordedContent | undefined {
  const locked = files?.find(({ path }) => path === text)
  return locked?.content && { ...locked.content, isLegacy: locked.isLegacy }
}
