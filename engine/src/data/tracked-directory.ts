import { absolutePath, Failure } from '../foundation/base/index.ts'
import { type DirectoryManifest, emptyManifest, manifestHash, readManifest, renderManifest } from '../storage/index.ts'
import { type DvcFile, parseDvcFile, updateDvcFile } from './dvc-file.ts'
import { withKnownVersions } from './keep-versions.ts'
import type { RecordedContent, TrackedOutput, TrackedStage } from './tracked-stage.ts'
import type { TransferContext } from './transfer-data.ts'

/** A directory that a `.dvc` file stands for. */
export interface TrackedDirectory {
  readonly stage: TrackedStage
  readonly output: TrackedOutput
}

/** The files that are recorded of a directory: from the cache or, if only a remote has the list, from there. */
export async function recordedFiles(
  context: TransferContext,
  { output }: TrackedDirectory,
): Promise<DirectoryManifest> {
  const { recorded } = output
  if (!recorded) return emptyManifest
  if (recorded.isLegacy) throw recordedLongAgo(output)
  const bytes = (await context.cache.read(recorded.hash)) ?? (await fetchManifest(context, output, recorded.hash))
  if (bytes) return readManifest(bytes, recorded.hash)
  throw new Failure('missing-data', `could not read '${recorded.hash}'`, {
    hint: `This is the list of the files in "${output.path}"; neither the cache nor the remote has it.`,
  })
}

async function fetchManifest(
  context: TransferContext,
  output: TrackedOutput,
  hash: string,
): Promise<Uint8Array | undefined> {
  const bytes = await context.remote(output.remote)?.objects.read(hash)
  if (!bytes || manifestHash(bytes) !== hash) return undefined
  await context.cache.insertBytes(bytes, hash)
  return bytes
}

/** Records other files of a directory in its `.dvc` file. None of them needs to be here. */
export async function recordFiles(
  context: TransferContext,
  { stage, output }: TrackedDirectory,
  manifest: DirectoryManifest,
  bytes: number | undefined,
): Promise<RecordedContent> {
  const rendered = renderManifest(manifest)
  const hash = manifestHash(rendered)
  const content = { hash, ...(bytes === undefined ? {} : { bytes }), files: manifest.relpaths.length }
  await context.cache.insertBytes(rendered, hash)
  const file = readDvcFile(context, stage)
  const known = withKnownVersions(context, output, content, () => manifest)
  const text = updateDvcFile(file, new Map([[output.text, known]]))
  if (text !== file.text) context.files.writeAtomic(absolutePath(context.root, file.file), text)
  return content
}

/** As it is now: several of its directories may change one after the other. */
function readDvcFile(context: TransferContext, { file }: TrackedStage): DvcFile {
  return parseDvcFile(context.files.readText(absolutePath(context.root, file)) ?? '', file)
}

function recordedLongAgo({ path }: TrackedOutput): Failure {
  return new Failure('unsupported', `'${path}' was recorded by DVC before 3.0, and cannot be changed in parts.`, {
    hint: 'To bring it to the form of today: sterna cache migrate --dvc-files',
  })
}
