import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { keepPath } from '../storage/index.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry, LockedInputs } from './lock-entry.ts'
import type { PipelineCall, PipelineContext } from './pipeline-context.ts'
import { parseRunCacheEntry, renderRunCacheEntry, runCacheKey, runCacheName, runCachePath } from './run-cache-key.ts'
import { isAlwaysChanged } from './stage-changes.ts'

/** Gets what an earlier run made into the cache, if that is possible. */
export type BringContents = (entry: LockEntry) => Promise<void> | undefined

/** Whether runs of this stage can be told apart by their inputs alone, and their outputs put back from the cache. */
export function isCacheable({ urls }: Pick<PipelineContext, 'urls'>, stage: Stage): boolean {
  const hasInputs = stage.deps.length > 0 || stage.params.length > 0
  const isHere = ({ kind, text }: Stage['deps'][number]) =>
    kind === 'file' || kind === 'outside' || (kind === 'url' && urls.isHere(text))
  const areLocal = stage.deps.every(isHere) && stage.outs.every(({ kind }) => kind === 'file')
  return (
    hasInputs &&
    areLocal &&
    stage.outs.length > 0 &&
    !isAlwaysChanged(stage) &&
    stage.outs.every(({ isPersistent }) => !isPersistent)
  )
}

/**
 * Remembers a run, so that the same inputs need not run again. A stage with data that the cache does not keep is left out,
 * unless that is to be put there all the same.
 */
export async function saveRun(
  context: PipelineContext,
  stage: Stage,
  entry: LockEntry,
  call: PipelineCall,
  { keepsAll = false } = {},
): Promise<void> {
  const isKept = keepsAll || stage.outs.every((output) => output.isCached || output.isMetric || output.isPlot)
  if (!isKept || !isCacheable(context, stage)) return
  for (const { path, isCached } of stage.outs) {
    if (!isCached) await keepPath(context, absolutePath(context.root, path), { withoutRelink: true }, call)
  }
  const file = absolutePath(context.cacheDirectory, `runs/${runCachePath(runCacheName(entry))}`)
  if (!context.files.stat(file)) context.files.writeAtomic(file, renderRunCacheEntry(entry))
}

/** What all runs of a stage from these inputs are kept under. */
export function keyOfRuns(stage: Stage, inputs: LockedInputs): string {
  const outs = stage.outs.map(({ text }) => ({ path: text, content: undefined, isLegacy: false }))
  return runCacheKey({ ...inputs, outs })
}

/** The newest remembered run with these inputs whose outputs are all in the cache. */
export async function findRun(
  context: PipelineContext,
  stage: Stage,
  inputs: LockedInputs,
  call: PipelineCall,
  bring: BringContents = () => undefined,
): Promise<LockEntry | undefined> {
  if (!isCacheable(context, stage)) return undefined
  for (const file of newestFirst(context, keyOfRuns(stage, inputs))) {
    const entry = parseRunCacheEntry(context.files.readText(file) ?? '', file)
    if (!entry) {
      call.report({ kind: 'warning', text: `corrupted cache file '${file}'.` })
      context.files.remove(file)
      continue
    }
    await bring(entry)
    return (await hasOutputs(context, entry)) ? entry : undefined
  }
  return undefined
}

function newestFirst(context: PipelineContext, key: string): AbsolutePath[] {
  const directory = absolutePath(context.cacheDirectory, `runs/${key.slice(0, 2)}/${key}`)
  const files = (context.files.list(directory) ?? []).map(({ name }) => absolutePath(directory, name))
  const age = (file: AbsolutePath) => context.files.stat(file)?.mtimeMs ?? 0
  return files.filter((file) => !file.endsWith('.tmp')).sort((a, b) => age(b) - age(a))
}

/** Whether the cache has all that a run has made. */
export async function hasOutputs(context: Pick<PipelineContext, 'complete'>, entry: LockEntry): Promise<boolean> {
  for (const { content } of entry.outs) if (!content || !(await context.complete.has(content.hash))) return false
  return true
}
