import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { RunRecords } from '../storage/index.ts'
import type { LockEntry } from './lock-entry.ts'
import type { PipelineContext } from './pipeline-context.ts'
import { hasOutputs } from './run-cache.ts'
import { parseRunCacheEntry } from './run-cache-key.ts'

/** A run of a stage that the run cache remembers. */
export interface RememberedRun {
  /** Its name in the run cache, `12/1234…/5678…`. */
  readonly name: string
  readonly entry: LockEntry
  /** Milliseconds since 1970. */
  readonly time: number
  /** Whether the cache has all that it made, so that it can be brought back. */
  readonly isComplete: boolean
}

export interface RememberedRunsRequest {
  /** Only those that are older than so many seconds. */
  readonly olderThan: number | undefined
  /** Only those of whose outputs the cache does not have all any more. */
  readonly isIncompleteOnly: boolean
}

type RunsContext = Pick<PipelineContext, 'files' | 'clock' | 'cacheDirectory' | 'complete'> & {
  readonly runs: RunRecords
}

/** The runs that need not be done again, newest first. Damaged records are left out; the next `repro` that meets one removes it. */
export async function rememberedRuns(context: RunsContext, request: RememberedRunsRequest): Promise<RememberedRun[]> {
  const { olderThan, isIncompleteOnly } = request
  const latest = olderThan === undefined ? Number.POSITIVE_INFINITY : context.clock.now() - olderThan * 1000
  const found: RememberedRun[] = []
  for (const name of await context.runs.list()) {
    const run = await readRun(context, name)
    if (run && run.time <= latest && !(isIncompleteOnly && run.isComplete)) found.push(run)
  }
  return found.sort((a, b) => b.time - a.time || (a.name < b.name ? -1 : 1))
}

/** Forgets runs: the stages run again when somebody needs their outputs. The outputs themselves stay. */
export function forgetRuns(context: RunsContext, runs: readonly RememberedRun[]): void {
  for (const { name } of runs) context.files.remove(fileOf(context, name))
}

async function readRun(context: RunsContext, name: string): Promise<RememberedRun | undefined> {
  const file = fileOf(context, name)
  const entry = parseRunCacheEntry(context.files.readText(file) ?? '', file)
  if (!entry) return undefined
  return { name, entry, time: context.files.stat(file)?.mtimeMs ?? 0, isComplete: await hasOutputs(context, entry) }
}

function fileOf({ cacheDirectory }: RunsContext, name: string): AbsolutePath {
  return absolutePath(cacheDirectory, `runs/${name}`)
}
