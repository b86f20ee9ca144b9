import type { Failure } from '../foundation/base/index.ts'
import { type ObjectStore, transfer } from '../storage/index.ts'
import { type CheckoutResult, checkoutLocked } from './checkout.ts'
import type { DataCall, DataContext } from './data-context.ts'
import { type SelectedOutput, selectionOf, selectOutputs } from './select-outputs.ts'
import { wantedObjects } from './wanted-objects.ts'

/** A place that tracked data is sent to and got from. */
export interface Remote {
  readonly name: string
  readonly objects: ObjectStore
}

export interface TransferContext extends DataContext {
  /** The remote of this name, or the default one. Undefined if there is none; an unknown name is a `Failure`. */
  remote(name?: string): Remote | undefined
  /** The `Failure` that tells how to make a default remote. */
  noRemote(): Failure
}

export interface TransferRequest {
  readonly targets: readonly string[]
  readonly remote?: string
  readonly isRecursive?: boolean
}

export interface TransferResult {
  /** Number of objects that were moved, manifests included. */
  readonly transferred: number
  readonly failed: readonly { readonly hash: string; readonly cause: string }[]
  /** Objects that neither side has. */
  readonly missing: readonly string[]
  /** False when something was wanted but no remote is configured. */
  readonly hasRemote: boolean
}

/** Sends the tracked data that the remote lacks. A directory becomes visible there only when all its files are. */
export async function pushData(
  context: TransferContext,
  request: TransferRequest,
  call: DataCall,
): Promise<TransferResult> {
  return context.lock.during(async () => {
    const groups = groupByRemote(context, request, ({ output }) => output.isPushed)
    if (groups.length === 0 || groups.some(({ remote }) => !remote)) throw context.noRemote()
    const results: TransferResult[] = []
    for (const { remote, selected } of groups) {
      const wanted = await wantedObjects(selected, [context.cache, remote!.objects])
      results.push(await bring(context.cache, remote!.objects, wanted, call))
    }
    return sum(results)
  })
}

/** Gets the tracked data that the cache lacks. */
export async function fetchData(
  context: TransferContext,
  request: TransferRequest,
  call: DataCall,
): Promise<TransferResult> {
  return context.lock.during(() => fetchLocked(context, request, call))
}

/** Gets what the cache lacks and brings the workspace to the recorded state. */
export async function pullData(
  context: TransferContext,
  request: TransferRequest & { readonly force: boolean; readonly allowMissing: boolean },
  call: DataCall,
): Promise<{ readonly fetched: TransferResult; readonly checkout: CheckoutResult | undefined }> {
  return context.lock.during(async () => {
    const fetched = await fetchLocked(context, request, call)
    if (fetched.failed.length > 0) return { fetched, checkout: undefined }
    return { fetched, checkout: await checkoutLocked(context, { ...request, relink: false }, call) }
  })
}

async function fetchLocked(
  context: TransferContext,
  request: TransferRequest,
  call: DataCall,
): Promise<TransferResult> {
  const results: TransferResult[] = []
  for (const { remote, selected } of groupByRemote(context, request, () => true)) {
    const source = remote?.objects ?? context.cache
    const wanted = await wantedObjects(selected, [context.cache, source])
    const lacking = await context.cache.missing([
      ...wanted.files,
      ...wanted.directories.flatMap(({ hash, files }) => [hash, ...files]),
    ])
    if (!remote) results.push({ ...nothing, hasRemote: lacking.length + wanted.unknown.length === 0 })
    else results.push(await bring(remote.objects, context.cache, wanted, call))
  }
  return sum(results)
}

interface RemoteGroup {
  readonly remote: Remote | undefined
  readonly selected: readonly SelectedOutput[]
}

/** Outputs by where they belong: a remote of their own, or the one asked for, or the default. */
function groupByRemote(
  context: TransferContext,
  request: TransferRequest,
  isMeant: (selected: SelectedOutput) => boolean,
): RemoteGroup[] {
  const selected = selectOutputs(context.stages(), selectionOf(context, request.targets, request.isRecursive ?? false))
  const meant = selected.filter(
    (one) => isMeant(one) && (request.remote === undefined || (one.output.remote ?? request.remote) === request.remote),
  )
  const names = new Set(meant.map(({ output }) => output.remote ?? request.remote))
  if (names.size === 0) names.add(request.remote)
  return [...names].map((name) => ({
    remote: context.remote(name),
    selected: meant.filter(({ output }) => (output.remote ?? request.remote) === name),
  }))
}

const nothing: TransferResult = { transferred: 0, failed: [], missing: [], hasRemote: true }

async function bring(
  from: ObjectStore,
  to: ObjectStore,
  wanted: Awaited<ReturnType<typeof wantedObjects>>,
  call: DataCall,
): Promise<TransferResult> {
  const { transferred, failed, missing } = await transfer(from, to, wanted, call)
  return { transferred: transferred.length, failed, missing: [...missing, ...wanted.unknown], hasRemote: true }
}

function sum(results: readonly TransferResult[]): TransferResult {
  return {
    transferred: results.reduce((total, { transferred }) => total + transferred, 0),
    failed: results.flatMap(({ failed }) => failed),
    missing: results.flatMap(({ missing }) => missing),
    hasRemote: results.every(({ hasRemote }) => hasRemote),
  }
}
