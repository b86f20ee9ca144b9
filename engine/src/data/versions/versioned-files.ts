import { joinRepo, type RepoPath } from '../../foundation/base/index.ts'
import { isDirectoryHash, type LocalStore, readManifest } from '../../storage/index.ts'
import { partFilter } from '../output-parts.ts'
import type { SelectedOutput } from '../select-outputs.ts'
import type { CloudVersion, ListedFile, RecordedContent } from '../tracked-stage.ts'

/** A file of an output, as it is or will be in a remote that keeps versions. */
export interface VersionedFile {
  /** Its path in the project, and in the remote. */
  readonly key: RepoPath
  readonly hash: string
  /** What is recorded of it in this remote. */
  readonly version?: CloudVersion
}

export interface VersionedOutput {
  readonly selected: SelectedOutput
  /** Those that are meant; undefined for a directory whose files nobody knows. */
  readonly files: readonly VersionedFile[] | undefined
}

/** The files of outputs; directories that are not listed in their stage file are looked up in the cache. */
export async function versionedOutputs(
  cache: LocalStore,
  remote: string,
  selected: readonly SelectedOutput[],
): Promise<VersionedOutput[]> {
  const found: VersionedOutput[] = []
  for (const one of selected) {
    const { recorded, isCached, path } = one.output
    if (!recorded || !isCached || isOutside(path)) continue
    found.push({ selected: one, files: await filesOf(cache, remote, one) })
  }
  return found
}

async function filesOf(
  cache: LocalStore,
  remote: string,
  { output: { path, recorded }, parts }: SelectedOutput,
): Promise<VersionedFile[] | undefined> {
  const { hash, version } = recorded!
  if (!isDirectoryHash(hash)) return [versionedFile(path, { hash, ...(version && { version }) }, remote)]
  const files = await listedFiles(cache, recorded!)
  const isMeant = partFilter(parts)
  return files
    ?.filter(({ relpath }) => isMeant(relpath))
    .map((file) => versionedFile(joinRepo(path, file.relpath), file, remote))
}

/** The files of a directory with what is recorded of each; undefined if nobody knows them, and for a single file. */
export async function listedFiles(
  cache: LocalStore,
  { hash, listing }: RecordedContent,
): Promise<readonly ListedFile[] | undefined> {
  const bytes = listing || !isDirectoryHash(hash) ? undefined : await cache.read(hash)
  if (!bytes) return listing
  const { relpaths, hashes } = readManifest(bytes, hash)
  return relpaths.map((relpath, index) => ({ relpath, hash: hashes[index]! }))
}

function versionedFile(
  key: RepoPath,
  { hash, version }: Pick<ListedFile, 'hash' | 'version'>,
  remote: string,
): VersionedFile {
  const isHere = version !== undefined && (version.remote ?? remote) === remote
  return { key, hash, ...(isHere ? { version } : {}) }
}

/** What lies outside of the project has no place in such a remote. */
function isOutside(path: string): boolean {
  return /^(\/|\.\.(\/|$)|[A-Za-z]:)/.test(path)
}
