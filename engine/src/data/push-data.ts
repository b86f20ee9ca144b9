import { Failure } from '../foundation/base/index.ts'
import { isLocalStore, type ObjectStore } from '../storage/index.ts'
import { collectOutputs } from './collect-outputs.ts'
import type { DataCall } from './data-context.ts'
import { namesVersions } from './imports/index.ts'
import { keepListed } from './keep-listed.ts'
import type { SelectedOutput } from './select-outputs.ts'
import { byArea } from './transfer-areas.ts'
import {
  bring,
  groupByRemote,
  hasVersions,
  type Remote,
  sum,
  type TransferContext,
  type TransferRequest,
  type TransferResult,
} from './transfer-data.ts'
import { copyRuns } from './transfer-runs.ts'
import { pushVersions } from './versions/index.ts'
import { type WantedObjects, type WantedPiece, wantedObjects } from './wanted-objects.ts'

/** Sends the tracked data that the remote lacks. A directory becomes visible there only when all its files are. */
export async function pushData(
  context: TransferContext,
  request: TransferRequest,
  call: DataCall,
): Promise<TransferResult> {
  return context.lock.during(async () => {
    const selected = (await collectOutputs(context, request, call)).filter(isSent)
    const groups = groupByRemote(context, request, selected)
    if (groups.length === 0 || groups.some(({ remote }) => !remote)) throw context.noRemote()
    if (groups.some(({ remote }) => hasVersions(remote))) refuseCommits(request)
    const results = [await copyRuns(context, request, 'push')]
    for (const part of groups.flatMap((group) => byArea(context, group)))
      results.push(
        hasVersions(part.remote)
          ? await pushVersions(part.context, part.remote, part.selected, request, call)
          : await pushGroup(part.context, part.remote!, part.selected, request, call),
      )
    return sum(results)
  })
}

/** What comes from another repository can be got there, and so can a version of what storage keeps versions of. */
export function isSent({ stage: { origin }, output }: SelectedOutput): boolean {
  return output.isPushed && origin?.kind !== 'repository' && !namesVersions(origin)
}

/** The versions of other commits could not be recorded in them. */
function refuseCommits({ commits = {} }: TransferRequest): void {
  if (!Object.values(commits).includes(true) && commits.only === undefined) return
  throw new Failure('unsupported', 'Multiple rev push is unsupported for cloud versioned remotes', {
    hint: 'Check out the revision that is meant, and push from there.',
  })
}

async function pushGroup(
  context: TransferContext,
  remote: Remote,
  all: readonly SelectedOutput[],
  request: TransferRequest,
  call: DataCall,
): Promise<TransferResult> {
  const { objects } = remote
  await keepListed(context.cache, all)
  const selected = await notKnownComplete(remote, all)
  const wanted = await wantedObjects(selected, [context.cache, objects])
  const sent = await bring(context.cache, objects, wanted, request, call)
  const complete: string[] = []
  const incomplete: string[] = []
  for (const piece of wanted.pieces) ((await holdsAll(objects, piece)) ? complete : incomplete).push(piece.hash)
  const manifests = { files: complete, directories: [], pieces: [], unknown: [] }
  noteComplete(remote, wanted, sent)
  const pathOf = (hash: string) => selected.find(({ output }) => output.recorded?.hash === hash)!.output.path
  return sum([
    { ...sent, incomplete: incomplete.map(pathOf) },
    await bring(context.cache, objects, manifests, request, call),
  ])
}

/** Without whole outputs that the remote has with all their files. What is learnt of that is kept for the next time. */
export async function notKnownComplete(
  { complete }: Remote,
  all: readonly SelectedOutput[],
): Promise<SelectedOutput[]> {
  const lacked: SelectedOutput[] = []
  for (const one of all) {
    const { recorded } = one.output
    if (one.parts || !recorded || !(await complete?.has(recorded.hash))) lacked.push(one)
  }
  complete?.save()
  return lacked
}

function noteComplete({ complete }: Remote, { directories }: WantedObjects, sent: TransferResult): void {
  if (!complete?.note || sent.failed.length > 0 || sent.missing.length > 0) return
  for (const { hash } of directories) complete.note(hash)
  complete.save()
}

const objectsAtOnce = 1000

/** Asked in portions, because mostly one of the first files is missing already; all at once where that takes a listing. */
async function holdsAll(store: ObjectStore, { allFiles }: WantedPiece): Promise<boolean> {
  if (!isLocalStore(store)) return (await store.missing(allFiles)).length === 0
  for (let at = 0; at < allFiles.length; at += objectsAtOnce)
    if ((await store.missing(allFiles.slice(at, at + objectsAtOnce))).length > 0) return false
  return true
}
