import { type RemoteFile, sendFiles } from '../../storage/index.ts'
import type { DataCall } from '../data-context.ts'
import type { SelectedOutput } from '../select-outputs.ts'
import {
  nothingMoved,
  type TransferContext,
  type TransferRequest,
  type TransferResult,
  type VersionedRemote,
} from '../transfer-data.ts'
import { filesToSend } from './files-to-send.ts'
import { recordVersions } from './record-versions.ts'
import { versionedOutputs } from './versioned-files.ts'

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
