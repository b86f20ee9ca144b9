import { type FailedObject, receiveVersions, type WantedVersion } from '../../storage/index.ts'
import type { DataCall } from '../data-context.ts'
import { keepListed } from '../keep-listed.ts'
import type { SelectedOutput } from '../select-outputs.ts'
import {
  nothingMoved,
  type TransferContext,
  type TransferRequest,
  type TransferResult,
  type VersionedRemote,
} from '../transfer-data.ts'
import { type VersionedFile, type VersionedOutput, versionedOutputs } from './versioned-files.ts'

/**
 * Gets what the cache lacks from a remote that keeps versions: exactly those that are recorded. A file of which none is
 * recorded fails, and does not stop the others.
 */
export async function fetchVersions(
  context: TransferContext,
  { name, versions: { files } }: VersionedRemote,
  selected: readonly SelectedOutput[],
  request: TransferRequest,
  call: DataCall,
): Promise<TransferResult> {
  const outputs = await versionedOutputs(context.cache, name, selected)
  const all = outputs.flatMap((output) => output.files ?? [])
  const lacking = new Set(await context.cache.missing([...new Set(all.map(({ hash }) => hash))]))
  const wanted = wantedVersions(all, lacking)
  const jobs = request.jobs ?? files.concurrency
  const failed = await receiveVersions(files, context.cache, [...wanted.values()], jobs, call)
  const unversioned = all.filter(({ hash }) => lacking.has(hash) && !wanted.has(hash)).map(({ key }) => key)
  const unlisted = outputs.filter((output) => !output.files).map(({ selected: { output } }) => output.path)
  await keepComplete(context, outputs)
  const transferred = wanted.size - failed.length
  return { ...nothingMoved, transferred, failed: [...failed, ...[...unlisted, ...unversioned].map(notRecorded)] }
}

/** Each content once: the same may have been pushed under several names. */
function wantedVersions(
  all: readonly VersionedFile[],
  lacking: ReadonlySet<string>,
): ReadonlyMap<string, WantedVersion> {
  const wanted = new Map<string, WantedVersion>()
  for (const { key, hash, version } of all)
    if (lacking.has(hash) && version?.version !== undefined) wanted.set(hash, { key, hash, version: version.version })
  return wanted
}

/** The lists of directories follow when all that is meant of them is here. */
async function keepComplete(context: TransferContext, outputs: readonly VersionedOutput[]): Promise<void> {
  for (const { selected, files = [] } of outputs) {
    const lacking = await context.cache.missing(files.map(({ hash }) => hash))
    if (lacking.length === 0) await keepListed(context.cache, [selected])
  }
}

function notRecorded(key: string): FailedObject {
  return {
    hash: key,
    cause: 'the record of it has no version in this remote',
    hint: 'Somebody who has the data must push it, and commit the stage files that have changed then.',
  }
}
