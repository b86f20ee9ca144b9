import { absolutePath } from '../../foundation/base/index.ts'
import { keepEach, knowManifest, type RemoteFile } from '../../storage/index.ts'
import type { DataCall, DataContext } from '../data-context.ts'
import { directoryContent } from '../listed-files.ts'
import type { CloudVersion, ListedFile, RecordedContent, TrackedOutput } from '../tracked-stage.ts'
import type { VersionedRemote } from '../transfer-data.ts'
import { versionOf } from './record-versions.ts'

/** What a remote has now under the name of an output. */
export interface Latest {
  readonly output: TrackedOutput
  readonly isDirectory: boolean
  readonly files: readonly LatestFile[]
  /** Whether something else is recorded. */
  readonly isChanged: boolean
}

interface LatestFile {
  /** Its path inside the output; empty for a single file. */
  readonly relpath: string
  readonly there: RemoteFile
  /** What is recorded of it, if that is the same. */
  readonly same: ListedFile | undefined
}

/** Looks at what a remote has now; undefined if that is nothing. */
export async function latestOf(
  { versions: { files } }: VersionedRemote,
  output: TrackedOutput,
  call: DataCall,
): Promise<Latest | undefined> {
  const { path, recorded } = output
  const single = await files.stat(path)
  const found: RemoteFile[] = single ? [single] : []
  // A name that ends in a slash is what some programs make instead of a directory.
  if (!single) for await (const page of files.listVersions!(`${path}/`, call)) found.push(...page.filter(isFile))
  if (found.length === 0) return undefined
  const before = new Map(recordedFiles(recorded).map((file) => [file.relpath, file]))
  const looked = found.map((there) => {
    const relpath = there.key.slice(path.length + 1)
    const old = before.get(relpath)
    return { relpath, there, same: old?.version && isSame(old.version, there) ? old : undefined }
  })
  const isChanged = looked.length !== before.size || looked.some(({ same }) => !same)
  return { output, isDirectory: !single, files: looked, isChanged }
}

function isFile({ key }: RemoteFile): boolean {
  return !key.endsWith('/')
}

function recordedFiles(recorded: RecordedContent | undefined): readonly ListedFile[] {
  if (!recorded) return []
  return recorded.listing ?? [{ ...recorded, relpath: '' }]
}

function isSame({ etag, version }: CloudVersion, there: RemoteFile): boolean {
  return (etag !== undefined && etag === there.etag) || (version !== undefined && version === there.version)
}

/** Brings what is new into the cache, and tells what is to be recorded of all of it. */
export async function keepLatest(
  context: Pick<DataContext, 'root' | 'cache'>,
  { name, versions: { files } }: VersionedRemote,
  { output, isDirectory, files: latest }: Latest,
  call: DataCall,
): Promise<RecordedContent> {
  const fresh = latest.filter(({ same }) => !same).map(({ there }) => there)
  const scratch = absolutePath(context.root, '.dvc/tmp/sterna/incoming')
  const kept = await keepEach(files, fresh, { into: context.cache, scratch }, call)
  const contents = new Map(fresh.map(({ key }, index) => [key, kept[index]!]))
  const listing = latest.map(
    ({ relpath, there, same }) => same ?? { relpath, ...contents.get(there.key)!, version: versionOf(there, name) },
  )
  if (!isDirectory) {
    const { relpath: _, ...content } = listing[0]!
    return content
  }
  const relpaths = listing.map(({ relpath }) => relpath)
  const hashes = listing.map(({ hash }) => hash)
  return { ...directoryContent(knowManifest(relpaths, hashes, output.path), listing), listing }
}
