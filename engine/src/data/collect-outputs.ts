import { Failure } from '../foundation/base/index.ts'
import type { DataCall } from './data-context.ts'
import { matchTargets } from './match-targets.ts'
import { type SelectedOutput, selectOutputs } from './select-outputs.ts'
import { type OutputSelection, selectionOf } from './selection.ts'
import type { TrackedStage } from './tracked-stage.ts'
import type { TransferContext, TransferRequest } from './transfer-data.ts'

/**
 * The outputs that are meant in the work tree, if it is meant, and in the commits asked for. A revision that cannot be read, or does not
 * have the targets, is passed over with a warning as long as another one can.
 */
export async function collectOutputs(
  context: TransferContext,
  request: TransferRequest,
  call: DataCall,
): Promise<SelectedOutput[]> {
  const targets = request.isPattern ? await matchTargets(context, request.targets) : request.targets
  const commits = [...(context.git?.commits(request.commits ?? {}) ?? [])]
  const workspace = { names: ['workspace'], stages: async () => context.stages() }
  const revisions = [
    ...(request.commits?.only ? [] : [workspace]),
    ...commits.map(([commit, names]) => ({ names, stages: () => context.stagesOfCommit(commit) })),
  ]
  const found: SelectedOutput[] = []
  const failures: Failure[] = []
  for (const { names, stages } of revisions) {
    try {
      const all = await stages()
      found.push(...selectOutputs(all, selectionIn(context, all, { ...request, targets })))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      failures.push(error)
      if (revisions.length > 1)
        call.report({ kind: 'warning', text: `failed to collect '${names.join(', ')}', skipping` })
    }
  }
  if (failures.length === revisions.length) throw failures.at(-1)!
  return found
}

function selectionIn(
  context: TransferContext,
  all: readonly TrackedStage[],
  { targets, isRecursive, withDependencies }: TransferRequest,
): OutputSelection {
  const selection = selectionOf(context, targets, isRecursive)
  return withDependencies ? { ...selection, upstreamOf: (stages) => context.upstreamOf(stages, all) } : selection
}
