import type { Value, ValueMap } from '../../foundation/formats/index.ts'

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
  /** Options of the storage it is in. */
  readonly storage?: ValueMap
}

/** The origin that the dependency of an import names. */
export function originOf(entry: ValueMap): Origin {
  const repo = entry.get('repo')
  const path = textOf(entry, 'path') ?? ''
  if (entry.has('db')) return { kind: 'database' }
  if (repo instanceof Map) return repositoryOrigin(path, repo)
  const state = textOf(entry, 'md5') ?? textOf(entry, 'etag') ?? textOf(entry, 'checksum')
  const storage = entry.get('fs_config')
  const version = textOf(entry, 'version_id')
  return {
    kind: 'url',
    url: path,
    ...(state === undefined ? {} : { state }),
    ...(version === undefined ? {} : { version }),
    ...(storage instanceof Map ? { storage } : {}),
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
