import type { DataCall, DataContext } from './data-context.ts'
import { observePath } from './data-context.ts'
import type { TrackedOutput } from './tracked-stage.ts'

export type OutputState = 'modified' | 'deleted' | 'not in cache'

/** How an output differs from what is recorded of it; undefined if it does not. */
export async function outputState(
  context: DataContext,
  output: TrackedOutput,
  call: DataCall,
): Promise<OutputState | undefined> {
  const { recorded } = output
  if (recorded && output.isCached && !(await context.complete.has(recorded.hash))) return 'not in cache'
  const seen = await observePath(context, output.path, call)
  if (seen.kind === 'missing') return 'deleted'
  return seen.hash === recorded?.hash ? undefined : 'modified'
}
