import type { Value, ValueMap } from '../../foundation/formats/index.ts'
import type { RemoteFile } from '../../storage/index.ts'
import { stateOfFiles } from './state-of-files.ts'

/** Where imported data comes from. */
export type Origin = RepositoryOrigin | UrlOrigin | { readonly kind: 'database' }

/** Settings to lay over those of a repository that data is taken from. */
export interface SourceSettings {
  /** The remote to use there instead of its default one, or options of the one that is used. */
  readonly remote?: string | ValueMap
  /** A config file, or settings by section, to lay over those of the repository. */
  readonly config?: string | ValueMap
}

/** A path in a Git repository. */
export interface RepositoryOrigin extends SourceSettings {
  readonly kind: 'repository'
  readonly path: string
  /** As the person wrote it: a URL, or a path of this machine. */
  readonly url: string
  /** The branch, tag or commit that is followed; the repository's default branch if left out. */
  readonly revision?: string
  /** Id of the commit that the data was taken from. */
  readonly commit?: string
}

/** A path of this machine, a URL, or a path in a remote, `remote://name/path`. */
export interface UrlOrigin {
  readonly kind: 'url'
  readonly url: string
  /** What told its content from other content when it was recorded. */
  readonly state?: string
  /** Which version of it, where the storage keeps versions: its data can be got again from there. */
  readonly version?: string
  /** The same of a directory: which version of each of its files, with paths from there. */
  readonly files?: readonly RemoteFile[]
  /** Options of the storage it is in. */
  readonly storage?: ValueMap
}

/** Whether it is recorded which versions of a source the data is, so that it can be got again from there. */
export function namesVersions(origin: Origin | undefined): origin is UrlOrigin {
  return origin?.kind === 'url' && (origin.version !== undefined || origin.files !== undefined)
}

/** Whether versions of it are to be followed, recorded already or not. Files of this machine have none. */
export function followsVersions(origin: Origin | undefined): origin is UrlOrigin {
  if (origin?.kind !== 'url') return false
  const isWanted = origin.storage?.get('version_aware') === true && /^\w+:\/\//.test(origin.url)
  return isWanted || namesVersions(origin)
}

/** The origin that the dependency of an import names. */
export function originOf(entry: ValueMap): Origin {
  const repo = entry.get('repo')
  const path = textOf(entry, 'path') ?? ''
  if (entry.has('db')) return { kind: 'database' }
  if (repo instanceof Map) return repositoryOrigin(path, repo)
  const files = versionedFilesIn(entry.get('files'))
  const state = files
    ? stateOfFiles(files).value
    : (textOf(entry, 'md5') ?? textOf(entry, 'etag') ?? textOf(entry, 'checksum'))
  const storage = entry.get('fs_config')
  const version = textOf(entry, 'version_id')
  return {
    kind: 'url',
    url: path,
    ...(state === undefined ? {} : { state }),
    ...(version === undefined ? {} : { version }),
    ...(files === undefined ? {} : { files }),
    ...(storage instanceof Map ? { storage } : {}),
  }
}

function versionedFilesIn(value: Value | undefined): RemoteFile[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  return value.filter((file) => file instanceof Map).map(versionedFile)
}

function versionedFile(entry: ValueMap): RemoteFile {
  const etag = textOf(entry, 'etag')
  const version = textOf(entry, 'version_id')
  const bytes = entry.get('size')
  return {
    key: textOf(entry, 'relpath') ?? '',
    bytes: typeof bytes === 'number' ? bytes : 0,
    ...(etag === undefined ? {} : { etag }),
    ...(version === undefined ? {} : { version }),
  }
}

function repositoryOrigin(path: string, repo: ValueMap): RepositoryOrigin {
  const revision = textOf(repo, 'rev')
  const commit = textOf(repo, 'rev_lock')
  return {
    kind: 'repository',
    path,
    url: textOf(repo, 'url') ?? '',
    ...(revision === undefined ? {} : { revision }),
    ...(commit === undefined ? {} : { commit }),
    ...givenIn(repo, 'remote'),
    ...givenIn(repo, 'config'),
  }
}

function givenIn<Key extends string>(repo: ValueMap, key: Key): { readonly [_ in Key]?: string | ValueMap } {
  const value = repo.get(key)
  return isGiven(value) ? ({ [key]: value } as { [_ in Key]: string | ValueMap }) : {}
}

function isGiven(value: Value | undefined): value is string | ValueMap {
  return (typeof value === 'string' && value !== '') || (value instanceof Map && value.size > 0)
}

function textOf(entry: ValueMap, key: string): string | undefined {
  const value = entry.get(key)
  return typeof value === 'string' && value !== '' ? value : undefined
}
