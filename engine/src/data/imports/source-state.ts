import type { Scalar, Value, ValueMap } from '../../foundation/formats/index.ts'
import type { ReachedContent, RemoteFile, RemoteFiles } from '../../storage/index.ts'
import type { RecordedContent } from '../tracked-stage.ts'
import { sortedByKey, stateOfFiles } from './state-of-files.ts'

/** What the dependency of an import records of its source: enough to see later whether that has changed. */
export interface SourceState {
  readonly name: 'md5' | 'etag' | 'checksum'
  readonly value: string
  readonly bytes?: number
  /** Number of files, for a directory. */
  readonly files?: number
  readonly isExecutable?: boolean
  /** Which version of it, where the storage keeps versions. */
  readonly version?: string
  /** The same of a directory: its files with their versions, sorted. */
  readonly listing?: readonly RemoteFile[]
}

/** The state of what is known by its hash. */
export function stateOfContent({ hash, bytes, files, isExecutable }: RecordedContent): SourceState {
  return {
    name: 'md5',
    value: hash,
    ...(bytes === undefined ? {} : { bytes }),
    ...(files === undefined ? {} : { files }),
    ...(isExecutable ? { isExecutable } : {}),
  }
}

/** The state of what a URL means, by what the storage says of it, with the versions of a directory's files if they are wanted; undefined if it says nothing that would tell. */
export function stateOfReached(
  { etagName }: RemoteFiles,
  content: ReachedContent,
  { withVersions }: { readonly withVersions: boolean },
): SourceState | undefined {
  if (etagName === undefined) return undefined
  if (content.kind === 'file') return stateOfFile(etagName, content.file)
  const state = stateOfFiles(content.files)
  return withVersions ? { ...state, listing: sortedByKey(content.files) } : state
}

function stateOfFile(name: 'etag' | 'checksum', { etag, bytes, version }: RemoteFile): SourceState | undefined {
  if (etag === undefined) return undefined
  return { name, value: etag, bytes, ...(version === undefined ? {} : { version }) }
}

const stateKeys = ['md5', 'etag', 'checksum', 'size', 'nfiles', 'isexec', 'version_id', 'hash', 'path', 'files']

/** The entry of a dependency on a URL, in the order of keys that DVC uses; what else an old one says stays. */
export function dependencyEntry(url: string, state: SourceState | undefined, old: ValueMap = new Map()): ValueMap {
  const entry: ValueMap = new Map<Scalar, Value>()
  if (state && !state.listing) setWhole(entry, state)
  entry.set('hash', 'md5').set('path', url)
  for (const [key, value] of old) if (!stateKeys.includes(String(key))) entry.set(key, value)
  return entry
}

function setWhole(entry: ValueMap, state: SourceState): void {
  entry.set(state.name, state.value)
  if (state.bytes !== undefined) entry.set('size', state.bytes)
  if (state.files !== undefined) entry.set('nfiles', state.files)
  if (state.isExecutable) entry.set('isexec', true)
  if (state.version !== undefined) entry.set('version_id', state.version)
}

/** The files of a directory with their versions, as an entry lists them. */
export function listedVersions(listing: readonly RemoteFile[]): ValueMap[] {
  return listing.map(({ key, etag, bytes, version }) => {
    const file: ValueMap = new Map<Scalar, Value>([['relpath', key]])
    if (etag !== undefined) file.set('etag', etag)
    file.set('size', bytes)
    return version === undefined ? file : file.set('version_id', version)
  })
}
