import { mapBounded } from '../../foundation/base/index.ts'
import { isDirectoryHash, type RemoteFile, type RemoteFiles } from '../../storage/index.ts'
import type { DataCall } from '../data-context.ts'
import { pushStep } from './push-step.ts'
import type { VersionedFile, VersionedOutput } from './versioned-files.ts'

/** The files that a remote lacks. What is there already although that was never recorded is noted as confirmed. */
export async function filesToSend(
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
