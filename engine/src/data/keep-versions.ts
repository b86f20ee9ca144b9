import { absolutePath, joinRepo } from '../foundation/base/index.ts'
import type { DirectoryManifest } from '../storage/index.ts'
import type { DataContext } from './data-context.ts'
import { directoryContent } from './listed-files.ts'
import type { ListedFile, RecordedContent, TrackedOutput } from './tracked-stage.ts'

const executable = 0o100

/**
 * What is to be recorded of an output's present content: what has not changed stays recorded with its version, and a
 * directory whose files were listed is listed again. `manifest` is asked for only then.
 */
export function withKnownVersions(
  context: Pick<DataContext, 'root' | 'files'>,
  { path, recorded }: Pick<TrackedOutput, 'path' | 'recorded'>,
  content: RecordedContent,
  manifest: () => DirectoryManifest,
): RecordedContent {
  if (content.files === undefined) return withKnownVersion(recorded, content)
  if (!recorded?.listing) return content
  const before = new Map(recorded.listing.map((file) => [file.relpath, file]))
  const { relpaths, hashes } = manifest()
  const listing = relpaths.map((relpath, index) => {
    const old = before.get(relpath)
    return old?.hash === hashes[index] ? old : presentFile(context, path, relpath, hashes[index]!)
  })
  return { ...directoryContent(content.hash, listing), listing }
}

/** The same for a single file; a directory is no longer listed. */
export function withKnownVersion(recorded: RecordedContent | undefined, content: RecordedContent): RecordedContent {
  return recorded?.version?.version !== undefined && recorded.hash === content.hash ? recorded : content
}

function presentFile(
  { root, files }: Pick<DataContext, 'root' | 'files'>,
  output: TrackedOutput['path'],
  relpath: string,
  hash: string,
): ListedFile {
  const found = files.stat(absolutePath(root, joinRepo(output, relpath)))
  if (!found) return { relpath, hash }
  return { relpath, hash, bytes: found.bytes, ...((found.mode & executable) === 0 ? {} : { isExecutable: true }) }
}
