import { mapBounded } from '../../foundation/base/index.ts'
import { isDirectoryHash, type RemoteFile, type RemoteFiles, sendFiles } from '../../storage/index.ts'
import type { DataCall } from '../data-context.ts'
import type { SelectedOutput } from '../select-outputs.ts'
import {
  nothingMoved,
  type TransferContext,
  type TransferRequest,
  type TransferResult,
  type VersionedRemote,
} from '../transfer-data.ts'
import { pushStep } from './push-step.ts'
import { recordVersions } from './record-versions.ts'
import { type VersionedFile, type VersionedOutput, versionedOutputs } from './versioned-files.ts'

/**
 * Sends changed files to a remote that keeps versions, each under its own name, and records the versions that they have
 * there. What has arrived is recorded also if the rest fails or is stopped.
 */
export async function pushVersions(
  context: TransferContext,
  remote: VersionedRemote,
  selected: readonly SelectedOutput[],
  request: TransferRequest,
  call: DataCall,
): Promise<TransferResult> {
  const { files } = remote.versions
  const outputs = await versionedOutputs(context.cache, remote.name, selected)
  const jobs = request.jobs ?? files.concurrency
  const confirmed = new Map<string, RemoteFile>()
  const unknown = outputs.flatMap((one) => (one.files ? [] : [one.selected.output.recorded!.hash]))
  try {
    const lacking = await filesToSend(files, outputs, confirmed, call)
    const missing = new Set(await context.cache.missing(lacking.map(({ hash }) => hash)))
    const wanted = lacking.filter(({ hash }) => !missing.has(hash))
    const whenSent = (file: RemoteFile) => void confirmed.set(file.key, file)
    const failed = await sendFiles(context.cache, files, wanted, { jobs, whenSent }, call)
    return { ...nothingMoved, transferred: wanted.length - failed.length, failed, missing: [...missing, ...unknown] }
  } finally {
    await recordVersions(context, remote.name, outputs, confirmed)
  }
}

/** Notes as confirmed what is there already. */
async function filesToSend(
  files: RemoteFiles,
  outputs: readonly VersionedOutput[],
  confirmed: Map<string, RemoteFile>,
  call: DataCall,
): Promise<VersionedFile[]> {
  const latest = await latestFiles(files, outputs, call)
  const all = outputs.flatMap((output) => output.files ?? [])
  const isSent = await mapBounded(all, files.concurrency, async (file) => {
    const step = pushStep(file, latest.get(file.key))
    if (step.kind === 'confirmed') confirmed.set(file.key, step.there)
    if (step.kind === 'asked') return (await files.stat(file.key, step.version)) === undefined
    return step.kind === 'sent'
  })
  return all.filter((_, index) => isSent[index])
}

/** What is there now under the names of the outputs: directories by a list each. */
async function latestFiles(
  files: RemoteFiles,
  outputs: readonly VersionedOutput[],
  call: DataCall,
): Promise<ReadonlyMap<string, RemoteFile>> {
  const latest = new Map<string, RemoteFile>()
  await mapBounded(outputs, files.concurrency, async ({ selected: { output } }) => {
    if (isDirectoryHash(output.recorded!.hash))
      for await (const page of files.listVersions!(`${output.path}/`, call))
        for (const file of page) latest.set(file.key, file)
    const file = isDirectoryHash(output.recorded!.hash) ? undefined : await files.stat(output.path)
    if (file) latest.set(file.key, file)
  })
  return latest
}
