import { collectOutputs } from './collect-outputs.ts'
import type { DataCall } from './data-context.ts'
import { type FetchRequest, isFetched } from './fetch-data.ts'
import { comesFromOrigin, type ImportContext, isCached } from './imports/index.ts'
import { type MovingObjects, movingWanted } from './moving-objects.ts'
import { isSent, notKnownComplete } from './push-data.ts'
import type { SelectedOutput } from './select-outputs.ts'
import { type AreaGroup, byArea } from './transfer-areas.ts'
import { groupByRemote, type Remote, type TransferContext, type TransferRequest } from './transfer-data.ts'
import { wantedObjects } from './wanted-objects.ts'

/** What would go to one place, or come from there. */
export interface PlannedTransfer {
  /** The remote; undefined where data comes from where it was imported. */
  readonly remote: string | undefined
  /** Where that is: a directory or a URL. */
  readonly place: string
  readonly objects: number
  /** Undefined if that is not known of all of them. */
  readonly bytes: number | undefined
  /** Remembered runs of stages. */
  readonly runs: number
}

export interface TransferPlan {
  readonly transfers: readonly PlannedTransfer[]
  /** Objects that neither side has. */
  readonly missing: readonly string[]
  /** False when something is wanted but no remote is configured. */
  readonly hasRemote: boolean
}

/** What a push would send. Moves nothing, and takes no lock. */
export async function planPush(
  context: TransferContext,
  request: TransferRequest,
  call: DataCall,
): Promise<TransferPlan> {
  const selected = (await collectOutputs(context, request, call)).filter(isSent)
  const groups = groupByRemote(context, request, selected)
  if (groups.some(({ remote }) => !remote)) throw context.noRemote()
  const plans = [await planRuns(context, request, 'push')]
  for (const part of groups.flatMap((group) => byArea(context, group))) plans.push(await planSending(part, call))
  return together(plans)
}

/** What a fetch would get. Moves nothing, and takes no lock; the manifests of directories are read where they are. */
export async function planFetch(context: ImportContext, request: FetchRequest, call: DataCall): Promise<TransferPlan> {
  const selected = (await collectOutputs(context, request, call)).filter((one) => isFetched(one, request))
  const own = selected.filter((one) => !comesFromOrigin(one))
  const plans = [await planRuns(context, request, 'fetch')]
  for (const part of groupByRemote(context, request, own).flatMap((group) => byArea(context, group)))
    plans.push(await planGetting(part, call))
  for (const one of selected.filter(comesFromOrigin)) plans.push(await planImport(context, one))
  return together(plans)
}

type Part = AreaGroup<TransferContext, SelectedOutput>

async function planSending({ context, remote, selected }: Part, call: DataCall): Promise<TransferPlan> {
  const { objects } = remote!
  const wanted = await wantedObjects(await notKnownComplete(remote!, selected), [context.cache, objects])
  return planOf(remote!, await movingWanted(context.cache, objects, wanted, call))
}

/** Without a remote nothing comes; what the cache lacks then is not told one by one. */
async function planGetting({ context, remote, selected }: Part, call: DataCall): Promise<TransferPlan> {
  const { cache } = context
  const wanted = await wantedObjects(selected, remote ? [cache, remote.objects] : [cache])
  const pieces = wanted.pieces.flatMap(({ hash, files }) => [hash, ...files])
  const plain = { ...wanted, files: [...wanted.files, ...pieces], pieces: [] }
  if (remote) return planOf(remote, await movingWanted(remote.objects, cache, plain, call))
  const { missing } = await movingWanted(cache, cache, plain, call)
  return { ...nothing, hasRemote: missing.length === 0 }
}

const nothing: TransferPlan = { transfers: [], missing: [], hasRemote: true }

function planOf({ name, objects: { name: place } }: Remote, { sizes, missing }: MovingObjects): TransferPlan {
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  return { ...nothing, transfers: [{ remote: name, place, objects: sizes.size, bytes, runs: 0 }], missing }
}

/** What an import has recorded of its data is all that is known before it is there. */
async function planImport(context: ImportContext, one: SelectedOutput): Promise<TransferPlan> {
  const { stage, output } = one
  if (!stage.origin || stage.origin.kind === 'database' || (await isCached(context, one))) return nothing
  const { bytes, files } = output.recorded ?? {}
  const objects = files === undefined ? 1 : files + 1
  return { ...nothing, transfers: [{ remote: undefined, place: stage.origin.url, objects, bytes, runs: 0 }] }
}

async function planRuns(
  context: TransferContext,
  request: TransferRequest,
  direction: 'push' | 'fetch',
): Promise<TransferPlan> {
  const remote = request.withRunCache ? context.remote(request.remote) : undefined
  if (!remote?.runs) return nothing
  const [from, to] = direction === 'push' ? [context.runs, remote.runs] : [remote.runs, context.runs]
  const runs = (await to.lacking(await from.list())).length
  return { ...nothing, transfers: [{ remote: remote.name, place: remote.objects.name, objects: 0, bytes: 0, runs }] }
}

/** One transfer a place, without those that would move nothing. */
function together(plans: readonly TransferPlan[]): TransferPlan {
  const byPlace = new Map<string, PlannedTransfer>()
  for (const transfer of plans.flatMap(({ transfers }) => transfers)) {
    const before = byPlace.get(transfer.place)
    byPlace.set(transfer.place, before ? sum(before, transfer) : transfer)
  }
  return {
    transfers: [...byPlace.values()].filter(({ objects, runs }) => objects + runs > 0),
    missing: [...new Set(plans.flatMap(({ missing }) => missing))],
    hasRemote: plans.every(({ hasRemote }) => hasRemote),
  }
}

function sum(one: PlannedTransfer, other: PlannedTransfer): PlannedTransfer {
  const bytes = one.bytes === undefined || other.bytes === undefined ? undefined : one.bytes + other.bytes
  return { ...one, objects: one.objects + other.objects, bytes, runs: one.runs + other.runs }
}
