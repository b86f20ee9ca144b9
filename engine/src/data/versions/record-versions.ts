import { absolutePath, joinRepo } from '../../foundation/base/index.ts'
import type { RemoteFile } from '../../storage/index.ts'
import { parseDvcFile, updateVersions } from '../dvc-file.ts'
import { directoryContent } from '../listed-files.ts'
import type { CloudVersion, ListedFile, RecordedContent, TrackedStage } from '../tracked-stage.ts'
import type { TransferContext } from '../transfer-data.ts'
import { listedFiles, type VersionedOutput } from './versioned-files.ts'

/** Records in the stage files which versions of a remote the files of the outputs are, as far as the remote has told. */
export async function recordVersions(
  context: TransferContext,
  remote: string,
  outputs: readonly VersionedOutput[],
  confirmed: ReadonlyMap<string, RemoteFile>,
): Promise<void> {
  const contents = new Map<TrackedStage, Map<string, RecordedContent>>()
  for (const output of outputs) {
    const { stage, output: tracked } = output.selected
    const known = contents.get(stage) ?? new Map<string, RecordedContent>()
    const content = pushedContent(output, await listedFiles(context.cache, tracked.recorded!), { remote, confirmed })
    contents.set(stage, content ? known.set(tracked.text, content) : known)
  }
  for (const [stage, known] of contents) await recordStage(context, stage, known)
  context.forgetStages()
}

/** Records other contents of a stage's outputs, by their paths in its file. */
export async function recordStage(
  context: TransferContext,
  stage: TrackedStage,
  contents: ReadonlyMap<string, RecordedContent>,
): Promise<void> {
  if (stage.kind === 'pipeline') return context.recordLocked(stage, contents)
  const place = absolutePath(context.root, stage.file)
  const before = context.files.readText(place) ?? ''
  const text = updateVersions(parseDvcFile(before, stage.file), contents)
  if (text !== before) context.files.writeAtomic(place, text)
}

interface Told {
  readonly remote: string
  readonly confirmed: ReadonlyMap<string, RemoteFile>
}

/** What is recorded of an output from now on; undefined if the remote has told nothing of it. As in DVC, that a file can be run is not kept. */
function pushedContent(
  { selected: { output } }: VersionedOutput,
  files: readonly ListedFile[] | undefined,
  told: Told,
): RecordedContent | undefined {
  const recorded = output.recorded!
  if (!files) {
    const there = told.confirmed.get(output.path)
    return there && { hash: recorded.hash, bytes: there.bytes, version: versionOf(there, told.remote) }
  }
  const theres = files.map(({ relpath }) => told.confirmed.get(joinRepo(output.path, relpath)))
  if (theres.every((there) => there === undefined)) return undefined
  const listing = files.map((file, index) => pushedFile(file, theres[index], told.remote))
  return { ...directoryContent(recorded.hash, listing), listing }
}

function pushedFile(file: ListedFile, there: RemoteFile | undefined, remote: string): ListedFile {
  const { relpath, hash } = file
  return there ? { relpath, hash, bytes: there.bytes, version: versionOf(there, remote) } : file
}

/** What is recorded of a file that the remote has told of. */
export function versionOf({ etag, version }: RemoteFile, remote: string): CloudVersion {
  return { remote, ...(etag === undefined ? {} : { etag }), ...(version === undefined ? {} : { version }) }
}
