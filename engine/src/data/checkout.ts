import { type AbsolutePath, absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import { always, ifStored, type MayGiveWay, unsavedChanges } from '../storage/index.ts'
import { areaContext } from './area-context.ts'
import type { CheckoutChange } from './checkout-change.ts'
import { keepOutput } from './commit-source.ts'
import type { DataCall, DataContext } from './data-context.ts'
import { type PlannedOutput, planOutput } from './planned-output.ts'
import { restoreOutput } from './restore-output.ts'
import { selectOutputs } from './select-outputs.ts'
import { type SelectionRequest, selectionFor } from './selection.ts'
import { removeUnusedOutputs } from './unused-outputs.ts'

export interface CheckoutRequest extends SelectionRequest {
  /** Overwrite files whose content is nowhere else. */
  readonly force: boolean
  /** Outputs that the cache does not have are passed over in silence. */
  readonly allowMissing: boolean
  /** Link files anew in the way the project now wants. */
  readonly relink: boolean
  /** What is overwritten by force, and is nowhere else, goes into the cache first. */
  readonly keepsReplaced?: boolean
}

export interface CheckoutResult {
  readonly changes: readonly CheckoutChange[]
  /** Outputs that could not be restored; they have been left as they were. */
  readonly failed: readonly RepoPath[]
}

/** Brings the tracked files to the state that the `.dvc` files and `dvc.lock` record. */
export async function checkoutData(
  context: DataContext,
  request: CheckoutRequest,
  call: DataCall,
): Promise<CheckoutResult> {
  return context.lock.during(() => checkoutLocked(context, request, call))
}

/** The same for a verb that holds the project's lock already. */
export async function checkoutLocked(
  context: DataContext,
  request: CheckoutRequest,
  call: DataCall,
): Promise<CheckoutResult> {
  const { planned, failed } = await planCheckouts(context, request, call)
  const unsaved = request.force && !request.keepsReplaced ? [] : await unsavedIn(context, planned)
  if (unsaved.length > 0 && !request.force) throw unsavedChanges(unsaved.flatMap(({ files }) => files))
  for (const { planned: one } of unsaved) await keepReplaced(context, one, call)
  const deleted = request.targets.length === 0 ? await removeUnusedOutputs(context, call) : []
  const changes: CheckoutChange[] = []
  for (const one of planned)
    if (await restoreOutput(context, one, mayGiveWay(context, one, request), call)) changes.push(changeOf(one))
  context.hashes.save()
  context.placed.save()
  return { changes: [...changes, ...deleted], failed: request.allowMissing ? [] : failed }
}

/** The failure of a checkout in which outputs could not be restored, in the words that scripts look for. */
export function checkoutFailure(failed: readonly string[]): Failure {
  return new Failure(
    'missing-data',
    `Checkout failed for following targets:\n${failed.join('\n')}\nIs your cache up to date?\n<https://error.dvc.org/missing-files>`,
    { hint: 'To get them from a remote: sterna pull' },
  )
}

async function planCheckouts(context: DataContext, request: CheckoutRequest, call: DataCall) {
  const selected = selectOutputs(context.stages(), selectionFor(context, request))
  const failed: RepoPath[] = []
  const planned: PlannedOutput[] = []
  for (const one of selected) {
    const found = one.output.isCached ? await planOutput(context, one, request.relink, call) : 'nothing'
    if (found === 'failed') failed.push(one.output.path)
    else if (found !== 'nothing') planned.push(found)
  }
  return { planned, failed }
}

interface UnsavedOutput {
  readonly planned: PlannedOutput
  /** Its files whose content is nowhere else. */
  readonly files: readonly AbsolutePath[]
}

async function unsavedIn(context: DataContext, all: readonly PlannedOutput[]): Promise<UnsavedOutput[]> {
  const found: UnsavedOutput[] = []
  for (const planned of all) {
    const { output, recorded, plan } = planned
    const { cache } = areaContext(context, recorded)
    const place = absolutePath(context.root, output.path)
    const lost = new Set(await cache.missing([...new Set(plan.replaced.values())]))
    const files = [...plan.replaced].filter(([, hash]) => lost.has(hash)).map(([file]) => absolutePath(place, file))
    if (files.length > 0) found.push({ planned, files })
  }
  return found
}

async function keepReplaced(context: DataContext, { output }: PlannedOutput, call: DataCall): Promise<void> {
  const { hash } = await keepOutput(context, output, call, { withoutRelink: true })
  const text = `'${output.path}' was not as recorded and is overwritten. What it was is in the cache as ${hash}.`
  call.report({ kind: 'warning', text })
}

/** Asked once more about each file just before it goes: somebody may have written it since the plan was made. */
function mayGiveWay(context: DataContext, { recorded }: PlannedOutput, { force }: CheckoutRequest): MayGiveWay {
  const { hashes, cache } = areaContext(context, recorded)
  return force ? always : ifStored(hashes, cache)
}

function changeOf({ output, wanted, plan }: PlannedOutput): CheckoutChange {
  const isDirectory = wanted.kind === 'directory'
  const modified = [...plan.write.keys()].filter(
    (file) => plan.replaced.has(file) || (plan.change === 'modified' && !isDirectory),
  ).length
  const files = { added: plan.write.size - modified, modified, deleted: plan.remove.length }
  return { path: output.path, isDirectory, change: plan.change, files }
}
