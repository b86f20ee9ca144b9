import type { DataCall } from '../data-context.ts'
import type { SelectedOutput } from '../select-outputs.ts'
import type { TransferContext, VersionedRemote } from '../transfer-data.ts'
import { filesToSend } from './files-to-send.ts'
import { versionedOutputs } from './versioned-files.ts'

/** Those of the outputs that nobody could get from the remote by what is recorded of them. */
export async function lackingVersions<Selected extends SelectedOutput>(
  context: TransferContext,
  { name, versions: { files } }: VersionedRemote,
  selected: readonly Selected[],
  call: DataCall,
): Promise<Selected[]> {
  const outputs = await versionedOutputs(context.cache, name, selected)
  const isRecorded = outputs.map(
    (output) => output.files?.every(({ version }) => version?.version !== undefined) === true,
  )
  const recorded = outputs.filter((_, index) => isRecorded[index])
  const gone = new Set(await filesToSend(files, recorded, new Map(), call))
  const lacking = outputs.filter((output, index) => !isRecorded[index] || output.files!.some((file) => gone.has(file)))
  return lacking.map((output) => output.selected as Selected)
}
