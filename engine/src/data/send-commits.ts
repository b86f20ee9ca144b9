import type { RepoPath } from '../foundation/base/index.ts'
import { transfer } from '../storage/index.ts'
import type { DataCall } from './data-context.ts'
import { isSent } from './push-data.ts'
import type { SelectedOutput } from './select-outputs.ts'
import { stagesIfReadable } from './stages-if-readable.ts'
import type { TrackedStage } from './tracked-stage.ts'
import { byArea } from './transfer-areas.ts'
import { hasVersions, type Remote, type TransferContext } from './transfer-data.ts'
import { lackingVersions } from './versions/index.ts'
import { wantedObjects } from './wanted-objects.ts'

/** An output of a commit of which the remote does not have all bytes. */
export interface UnsentOutput {
  readonly commit: string
  readonly path: RepoPath
  /** Name of the remote; undefined if the output has none to go to. */
  readonly remote: string | undefined
}

export interface SentCommits {
  readonly transferred: number
  readonly failed: readonly { readonly hash: string; readonly cause: string }[]
  /** What was looked for on the remotes at the end and not found, by output. */
  readonly unsent: readonly UnsentOutput[]
}

export interface SendCommitsRequest {
  /** Commits that must be readable. */
  readonly tips: readonly string[]
  /** Commits that are passed over if they are not. */
  readonly earlier: readonly string[]
  /** Where outputs go that have no remote of their own, if not to the default one. */
  readonly remote?: string
}

/**
 * Sends the data of commits, and then asks the remotes for every object of it: what they confirm is there, whoever has
 * sent it. The work tree plays no part. To a remote that keeps versions nothing is sent: its versions could not be recorded
 * in the commits any more.
 */
export async function sendCommits(
  context: TransferContext,
  request: SendCommitsRequest,
  call: DataCall,
): Promise<SentCommits> {
  return context.lock.during(async () => {
    const groups = await groupOutputs(context, request)
    const results: SentCommits[] = []
    for (const part of [...groups.values()].flatMap((group) => byArea(context, group)))
      results.push(await sendGroup(part.context, part.remote, part.selected, call))
    return {
      transferred: results.reduce((sum, { transferred }) => sum + transferred, 0),
      failed: results.flatMap(({ failed }) => failed),
      unsent: results.flatMap(({ unsent }) => unsent),
    }
  })
}

interface CommittedOutput extends SelectedOutput {
  readonly commit: string
}

interface Group {
  readonly remote: Remote | undefined
  readonly selected: CommittedOutput[]
}

/** The outputs by the remote they go to. One that is the same in several commits counts for the first of them. */
async function groupOutputs(context: TransferContext, request: SendCommitsRequest): Promise<Map<string, Group>> {
  const groups = new Map<string, Group>()
  const seen = new Set<string>()
  for (const committed of await committedOutputs(context, request)) {
    const { path, recorded, remote } = committed.output
    const key = `${recorded?.hash} ${path} ${remote ?? ''}`
    if (seen.has(key)) continue
    seen.add(key)
    if (!groups.has(remote ?? ''))
      groups.set(remote ?? '', { remote: context.remote(remote ?? request.remote), selected: [] })
    groups.get(remote ?? '')!.selected.push(committed)
  }
  return groups
}

async function committedOutputs(context: TransferContext, request: SendCommitsRequest): Promise<CommittedOutput[]> {
  const found: CommittedOutput[] = []
  for (const commit of request.tips) found.push(...sendable(commit, await context.stagesOfCommit(commit)))
  for (const commit of request.earlier) found.push(...sendable(commit, await stagesIfReadable(context, commit)))
  return found
}

function sendable(commit: string, stages: readonly TrackedStage[]): CommittedOutput[] {
  const all = stages.flatMap((stage) => stage.outputs.map((output) => ({ stage, output, commit })))
  return all.filter((one) => isSent(one) && one.output.isCached && one.output.recorded !== undefined)
}

async function sendGroup(
  context: TransferContext,
  remote: Remote | undefined,
  outputs: readonly CommittedOutput[],
  call: DataCall,
): Promise<SentCommits> {
  if (!remote) return { transferred: 0, failed: [], unsent: outputs.map((output) => unsent(output, undefined)) }
  if (hasVersions(remote)) {
    const lacking = await lackingVersions(context, remote, outputs, call)
    return { transferred: 0, failed: [], unsent: lacking.map((output) => unsent(output, remote.name)) }
  }
  const wanted = await wantedObjects(outputs, [context.cache, remote.objects])
  const { transferred, failed } = await transfer(context.cache, remote.objects, wanted, call)
  const inside = new Map(wanted.directories.map(({ hash, files }) => [hash, files]))
  const all = new Set([...wanted.files, ...wanted.unknown, ...[...inside].flatMap(([hash, files]) => [hash, ...files])])
  const absent = new Set(await remote.objects.missing([...all], call))
  const lacks = ({ output }: CommittedOutput) =>
    absent.has(output.recorded!.hash) || (inside.get(output.recorded!.hash) ?? []).some((file) => absent.has(file))
  return {
    transferred: transferred.length,
    failed,
    unsent: absent.size === 0 ? [] : outputs.filter(lacks).map((output) => unsent(output, remote.name)),
  }
}

function unsent({ commit, output }: CommittedOutput, remote: string | undefined): UnsentOutput {
  return { commit, path: output.path, remote }
}
