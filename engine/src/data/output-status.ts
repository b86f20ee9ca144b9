import type { RepoPath } from '../foundation/base/index.ts'
import { areaContext } from './area-context.ts'
import type { DataCall, DataContext } from './data-context.ts'
import { observePath } from './data-context.ts'
import type { RecordedContent, TrackedOutput } from './tracked-stage.ts'

export type OutputState = 'modified' | 'deleted' | 'not in cache'

/** How an output differs from what is recorded of it; undefined if it does not. */
export async function outputState(
  context: DataContext,
  output: TrackedOutput,
  call: DataCall,
): Promise<OutputState | undefined> {
  const { recorded } = output
  const area = areaContext(context, recorded)
  if (recorded && output.isCached && !(await area.complete.has(recorded.hash))) return 'not in cache'
  const seen = await observePath(area, output.path, call)
  if (seen.kind === 'missing') return 'deleted'
  return seen.hash === recorded?.hash ? undefined : 'modified'
}

/** Whether DVC before 3.0 has recorded and kept what is there now: then it stays as it is. */
export async function isAsLegacyRecorded(
  context: DataContext,
  output: TrackedOutput,
  call: DataCall,
): Promise<boolean> {
  return output.recorded?.isLegacy === true && (await outputState(context, output, call)) === undefined
}

/** What DVC before 3.0 has recorded of a path in this `.dvc` file, if that is what is there. */
export async function legacyRecordOf(
  context: DataContext,
  { path, file }: { readonly path: RepoPath; readonly file: RepoPath },
  call: DataCall,
): Promise<RecordedContent | undefined> {
  const stage = context.stages().find((one) => one.file === file)
  const output = stage?.outputs.find((one) => one.path === path)
  return output && (await isAsLegacyRecorded(context, output, call)) ? output.recorded : undefined
}
