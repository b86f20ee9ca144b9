import { type AbsolutePath, absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import { isDirectoryHash, isPlaced, type Observation, placeFiles, placeObject, readManifest } from '../storage/index.ts'
import type { CheckoutChange } from './checkout-change.ts'
import { type DataCall, type DataContext, observePath } from './data-context.ts'
import { type CheckoutPlan, type Content, planCheckout } from './plan-checkout.ts'
import { type SelectedOutput, selectionOf, selectOutputs } from './select-outputs.ts'
import type { TrackedOutput } from './tracked-stage.ts'
import { removeUnusedOutputs } from './unused-outputs.ts'

export interface CheckoutRequest {
  readonly targets: readonly string[]
  /** Overwrite files whose content is nowhere else. */
  readonly force: boolean
  /** Outputs that the cache does not have are passed over in silence. */
  readonly allowMissing: boolean
  /** Link files anew in the way the project now wants. */
  readonly relink: boolean
  readonly isRecursive?: boolean
}

export interface CheckoutResult {
  readonly changes: readonly CheckoutChange[]
  /** Outputs that could not be restored; they have been left as they were. */
  readonly failed: readonly RepoPath[]
}

interface PlannedOutput {
  readonly output: TrackedOutput
  readonly plan: CheckoutPlan
  readonly isDirectory: boolean
  readonly wanted: Content
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
  const selected = selectOutputs(context.stages(), selectionOf(context, request.targets, request.isRecursive ?? false))
  const failed: RepoPath[] = []
  const planned: PlannedOutput[] = []
  for (const { output } of selected.filter(isRestorable)) {
    const found = await planOutput(context, output, request.relink, call)
    if (found === 'failed') failed.push(output.path)
    else if (found !== 'nothing') planned.push(found)
  }
  if (!request.force) await refuseUnsaved(context, planned)
  const deleted = request.targets.length === 0 ? await removeUnusedOutputs(context, call) : []
  const changes: CheckoutChange[] = []
  for (const one of planned) if (await restore(context, one, call)) changes.push(changeOf(one))
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

function isRestorable({ output }: SelectedOutput): boolean {
  return output.isCached
}

async function planOutput(
  context: DataContext,
  output: TrackedOutput,
  relink: boolean,
  call: DataCall,
): Promise<PlannedOutput | 'failed' | 'nothing'> {
  const { recorded } = output
  if (!recorded) return 'failed'
  const seen = await observePath(context, output.path, call)
  if (seen.kind !== 'missing' && seen.hash === recorded.hash && !relink) {
    return lacksExecutable(seen, output)
      ? { output, isDirectory: false, plan: planOfMode(), wanted: { kind: 'file', hash: recorded.hash } }
      : 'nothing'
  }
  const wanted = await wantedContent(context, recorded.hash)
  if (!wanted) return 'failed'
  const changes = planCheckout(presentContent(seen), wanted)
  const plan = relink ? withLooseFiles(context, output, changes, wanted) : changes
  const missing = await context.cache.missing([...new Set(plan.write.values())], call)
  return missing.length > 0 ? 'failed' : { output, plan, isDirectory: wanted.kind === 'directory', wanted }
}

function lacksExecutable(seen: Observation, output: TrackedOutput): boolean {
  return seen.kind === 'file' && output.recorded?.isExecutable === true && !seen.isExecutable
}

/** Also the files that are right, but are not the kind of link that is wanted. */
function withLooseFiles(
  context: DataContext,
  output: TrackedOutput,
  plan: CheckoutPlan,
  wanted: Content,
): CheckoutPlan {
  const all = planCheckout({ kind: 'missing' }, wanted).write
  const isLoose = ([file, hash]: readonly [string, string]) =>
    !isPlaced(context.links, hash, absolutePath(context.root, joined(output.path, file)))
  return { ...plan, write: new Map([...plan.write, ...[...all].filter(isLoose)]) }
}

/** Only the permission is wrong: the file counts as modified, and is put in place again. */
function planOfMode(): CheckoutPlan {
  return { change: 'modified', write: new Map([['', '']]), remove: [], replaced: new Map() }
}

function presentContent(seen: Observation): Content {
  return seen.kind === 'directory' ? { kind: 'directory', manifest: seen.manifest() } : seen
}

async function wantedContent(context: DataContext, hash: string): Promise<Content | undefined> {
  if (!isDirectoryHash(hash)) return { kind: 'file', hash }
  const bytes = await context.cache.read(hash)
  return bytes && { kind: 'directory', manifest: readManifest(bytes, hash) }
}

/** Nothing has been touched yet when this refuses. */
async function refuseUnsaved(context: DataContext, planned: readonly PlannedOutput[]): Promise<void> {
  const unsaved: string[] = []
  for (const { output, plan } of planned) {
    const lost = new Set(await context.cache.missing([...new Set(plan.replaced.values())]))
    for (const [file, hash] of plan.replaced)
      if (lost.has(hash)) unsaved.push(absolutePath(context.root, joined(output.path, file)))
  }
  if (unsaved.length === 0) return
  throw new Failure(
    'unsaved-changes',
    `Can't remove the following unsaved files without confirmation. Use \`--force\` to force.\n${unsaved.join('\n')}`,
    { hint: 'To keep them: sterna commit, or copy them elsewhere.' },
  )
}

/** Carries the plan out; false if there was nothing to see of it. */
async function restore(
  context: DataContext,
  { output, plan, isDirectory, wanted }: PlannedOutput,
  call: DataCall,
): Promise<boolean> {
  const target = absolutePath(context.root, output.path)
  const recorded = output.recorded!
  const kind = context.files.lstat(target)?.kind
  if (isDirectory && kind !== undefined && kind !== 'directory') context.files.remove(target)
  if (!isDirectory && kind === 'directory') context.files.remove(target)
  if (isDirectory) await restoreDirectory(context, target, plan, wanted, call)
  else placeObject(context.links, recorded.hash, target, recorded.isExecutable ? { isExecutable: true } : {})
  context.placed.note(output.path, recorded.hash)
  if (!isDirectory) context.hashes.noteWritten(target, recorded.hash)
  return plan.write.size > 0 || plan.remove.length > 0 || kind === undefined
}

async function restoreDirectory(
  context: DataContext,
  target: AbsolutePath,
  plan: CheckoutPlan,
  wanted: Content,
  call: DataCall,
): Promise<void> {
  context.files.makeDirectory(target)
  for (const file of plan.remove) context.files.remove(absolutePath(target, file))
  removeEmptyParents(context, target, plan.remove)
  await placeFiles(context.links, target, plan.write, call)
  if (wanted.kind === 'directory') context.hashes.noteWritten(target, wanted.manifest)
}

function removeEmptyParents(context: DataContext, target: AbsolutePath, removed: readonly string[]): void {
  const parents = new Set(removed.map((file) => absolutePath(target, `${file}/..`)))
  for (const parent of parents) {
    for (let directory = parent; directory !== target && context.files.removeEmpty(directory); )
      directory = absolutePath(directory, '..')
  }
}

function changeOf({ output, plan, isDirectory }: PlannedOutput): CheckoutChange {
  const modified = [...plan.write.keys()].filter(
    (file) => plan.replaced.has(file) || (plan.change === 'modified' && !isDirectory),
  ).length
  const files = { added: plan.write.size - modified, modified, deleted: plan.remove.length }
  return { path: output.path, isDirectory, change: plan.change, files }
}

function joined(output: RepoPath, file: string): string {
  return file === '' ? output : `${output}/${file}`
}
