import { Failure } from '../../foundation/base/index.ts'
import { ifStored } from '../../storage/index.ts'
import type { RecordedContent, TrackedOutput, TrackedStage } from '../tracked-stage.ts'
import { hasVersions, type VersionedRemote } from '../transfer-data.ts'
import { fetchVersions, keepLatest, latestOf, recordStage } from '../versions/index.ts'
import { placeImport, refuseUnsavedAt } from './place-import.ts'
import type { ImportCall, ImportContext } from './source-repository.ts'

/** Brings the outputs of a stage that is no import to what their worktree remote has now. */
export async function updateFromWorktree(context: ImportContext, stage: TrackedStage, call: ImportCall): Promise<void> {
  for (const output of stage.outputs) {
    const remote = worktreeOf(context, stage, output)
    const latest = remote && (await latestOf(remote, output, call))
    if (!remote) call.report(couldNot(output, 'it was never pushed to a remote'))
    else if (!latest) call.report(couldNot(output, 'it does not exist in the remote'))
    else if (latest.isChanged) {
      await refuseUnsavedAt(context, output.path, call)
      await take(context, { remote, stage, output, content: await keepLatest(context, remote, latest, call) }, call)
    }
  }
}

/** Where an output was pushed to; undefined if nowhere. Refuses a remote that is no worktree. */
function worktreeOf(context: ImportContext, stage: TrackedStage, output: TrackedOutput): VersionedRemote | undefined {
  const name = output.remote ?? remoteOf(output.recorded)
  if (name === undefined) return undefined
  const remote = context.remote(name)
  if (hasVersions(remote) && remote.versions.isWorktree) return remote
  throw new Failure('unsupported', `update is not supported for '${stage.file}' that is not an import.`, {
    hint: `Remote '${name}' gives back what is recorded: sterna pull. To follow what is the latest there: sterna remote modify ${name} worktree true`,
  })
}

function remoteOf(recorded: RecordedContent | undefined): string | undefined {
  const versions = [recorded?.version, ...(recorded?.listing ?? []).map(({ version }) => version)]
  return versions.find((version) => version?.remote !== undefined)?.remote
}

interface Taken {
  readonly remote: VersionedRemote
  readonly stage: TrackedStage
  readonly output: TrackedOutput
  readonly content: RecordedContent
}

/** Gets what has not changed as well, if it is not here; then records and places all of it. */
async function take(
  context: ImportContext,
  { remote, stage, output, content }: Taken,
  call: ImportCall,
): Promise<void> {
  const selected = [{ stage, output: { ...output, recorded: content } }]
  const { failed } = await fetchVersions(context, remote, selected, { targets: [] }, call)
  const [first] = failed
  if (first) throw new Failure('remote', `'${first.hash}' could not be got: ${first.cause}`)
  await recordStage(context, stage, new Map([[output.text, content]]))
  await placeImport(context, output.path, content, call, ifStored(context.hashes, context.cache))
  context.hashes.save()
  context.placed.save()
  context.forgetStages()
}

function couldNot({ text }: TrackedOutput, why: string) {
  return { kind: 'warning', text: `Could not update '${text}', ${why}` } as const
}
