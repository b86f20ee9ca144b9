import { absolutePath } from '../foundation/base/index.ts'
import { type CheckoutResult, checkoutLocked } from './checkout.ts'
import type { CheckoutChange } from './checkout-change.ts'
import { collectOutputs } from './collect-outputs.ts'
import type { DataCall } from './data-context.ts'
import { comesFromOrigin, type FetchedImports, fetchImports, type ImportContext, placeImport } from './imports/index.ts'
import { keepListed } from './keep-listed.ts'
import { matchTargets } from './match-targets.ts'
import type { SelectedOutput } from './select-outputs.ts'
import { byArea } from './transfer-areas.ts'
import {
  bring,
  groupByRemote,
  hasVersions,
  nothingMoved,
  type RemoteGroup,
  sum,
  type TransferRequest,
  type TransferResult,
} from './transfer-data.ts'
import { copyRuns } from './transfer-runs.ts'
import { fetchVersions } from './versions/index.ts'
import { wantedObjects } from './wanted-objects.ts'

/** Only what a fetch can narrow down further. */
export interface FetchRequest extends TransferRequest {
  /** Only outputs smaller than this. */
  readonly maxBytes?: number
  /** Only outputs of one of these kinds. */
  readonly types?: readonly ('metrics' | 'plots')[]
}

/** Gets the tracked data that the cache lacks. */
export async function fetchData(
  context: ImportContext,
  request: FetchRequest,
  call: DataCall,
): Promise<TransferResult> {
  return context.lock.during(async () => (await fetchLocked(context, request, call)).result)
}

export interface PullRequest extends FetchRequest {
  readonly force: boolean
  readonly allowMissing: boolean
}

export interface PullResult {
  readonly fetched: TransferResult
  /** Undefined if it was not come to, because something could not be got. */
  readonly checkout: CheckoutResult | undefined
}

/** Gets what the cache lacks and brings the workspace to the recorded state. */
export async function pullData(context: ImportContext, request: PullRequest, call: DataCall): Promise<PullResult> {
  return context.lock.during(() => pullLocked(context, request, call))
}

/** The same for a verb that holds the project's lock already. */
export async function pullLocked(context: ImportContext, request: PullRequest, call: DataCall): Promise<PullResult> {
  const targets = request.isPattern ? await matchTargets(context, request.targets) : request.targets
  const plain = { ...request, targets, isPattern: false }
  const { result: fetched, firsts } = await fetchLocked(context, plain, call)
  if (fetched.failed.length > 0) return { fetched, checkout: undefined }
  const checkout = await checkoutLocked(context, { ...plain, relink: false }, call)
  const placed = await placeFirsts(context, firsts, call)
  const failed = checkout.failed.filter((path) => !firsts.has(path))
  return { fetched, checkout: { changes: [...checkout.changes, ...placed], failed } }
}

/** Gets what outputs consist of into the cache, whether or not that is what is recorded of them now. */
export async function bringOutputs(
  context: ImportContext,
  selected: readonly SelectedOutput[],
  call: DataCall,
): Promise<TransferResult> {
  const request = { targets: [] }
  const results: TransferResult[] = []
  for (const part of groupByRemote(context, request, selected).flatMap((group) => byArea(context, group)))
    results.push(await fetchGroup(part.context, part, request, call))
  return sum(results)
}

/** Gets the remembered runs of the default remote. */
export async function bringRuns(context: ImportContext): Promise<void> {
  await copyRuns(context, { targets: [], withRunCache: true }, 'fetch')
}

/** Imports whose data has come for the first time. Their `.dvc` files follow with a commit, as in DVC. */
async function placeFirsts(context: ImportContext, firsts: FetchedImports['firsts'], call: DataCall) {
  const changes: CheckoutChange[] = []
  for (const [path, content] of firsts) {
    if (context.files.lstat(absolutePath(context.root, path))) continue
    await placeImport(context, path, content, call)
    const files = { added: content.files ?? 1, modified: 0, deleted: 0 }
    changes.push({ path, isDirectory: content.files !== undefined, change: 'added', files })
  }
  context.hashes.save()
  context.placed.save()
  return changes
}

async function fetchLocked(context: ImportContext, request: FetchRequest, call: DataCall): Promise<FetchedImports> {
  const results = [await copyRuns(context, request, 'fetch')]
  const selected = (await collectOutputs(context, request, call)).filter((one) => isFetched(one, request))
  const imported = await fetchImports(context, selected.filter(comesFromOrigin), call)
  const own = selected.filter((one) => !comesFromOrigin(one))
  for (const part of groupByRemote(context, request, own).flatMap((group) => byArea(context, group)))
    results.push(
      hasVersions(part.remote)
        ? await fetchVersions(part.context, part.remote, part.selected, request, call)
        : await fetchGroup(part.context, part, request, call),
    )
  return { result: sum([...results, imported.result]), firsts: imported.firsts }
}

async function fetchGroup(
  context: ImportContext,
  { remote, selected }: RemoteGroup,
  request: FetchRequest,
  call: DataCall,
): Promise<TransferResult> {
  await keepListed(context.cache, selected)
  const wanted = await wantedObjects(selected, remote ? [context.cache, remote.objects] : [context.cache])
  const pieces = wanted.pieces.flatMap(({ hash, files }) => [hash, ...files])
  if (remote)
    return bring(
      remote.objects,
      context.cache,
      { ...wanted, files: [...wanted.files, ...pieces], pieces: [] },
      request,
      call,
    )
  const directories = wanted.directories.flatMap(({ hash, files }) => [hash, ...files])
  const lacking = await context.cache.missing([...wanted.files, ...pieces, ...directories])
  return { ...nothingMoved, hasRemote: lacking.length + wanted.unknown.length === 0 }
}

export function isFetched({ output }: SelectedOutput, { maxBytes, types = [] }: FetchRequest): boolean {
  if (maxBytes !== undefined && (output.recorded?.bytes ?? 0) >= maxBytes) return false
  if (types.length === 0) return true
  return (types.includes('metrics') && output.isMetric === true) || (types.includes('plots') && output.isPlot === true)
}
