import type { ValueMap } from '../../foundation/formats/index.ts'

/** Where imported data comes from. */
export type Origin = RepositoryOrigin | UrlOrigin | { readonly kind: 'database' }

/** A path in a Git repository. */
export interface RepositoryOrigin {
  readonly kind: 'repository'
  readonly path: string
  /** As the person wrote it: a URL, or a path of this machine. */
  readonly url: string
  /** The branch, tag or commit that is followed; the repository's default branch if left out. */
  readonly revision?: string
  /** Id of the commit that the data was taken from. */
  readonly commit?: string
  /** Name of the remote to use there instead of its default one. */
  readonly remote?: string
}

/** A path of this machine, or one in a remote, `remote://name/path`. */
export interface UrlOrigin {
  readonly kind: 'url'
  readonly url: string
  /** Hash of its content when it was recorded. */
  readonly hash?: string
}

/** The origin that the dependency of an import names. */
export function originOf(entry: ValueMap): Origin {
  const repo = entry.get('repo')
  const path = textOf(entry, 'path') ?? ''
  if (entry.has('db')) return { kind: 'database' }
  if (repo instanceof Map) return repositoryOrigin(path, repo)
  const hash = textOf(entry, 'md5')
  return { kind: 'url', url: path, ...(hash === undefined ? {} : { hash }) }
}

function repositoryOrigin(path: string, repo: ValueMap): RepositoryOrigin {
  const revision = textOf(repo, 'rev')
  const commit = textOf(repo, 'rev_lock')
  const remote = textOf(repo, 'remote')
  return {
    kind: 'repository',
    path,
    url: textOf(repo, 'url') ?? '',
    ...(revision === undefined ? {} : { revision }),
    ...(commit === undefined ? {} : { commit }),
    ...(remote === undefined ? {} : { remote }),
  }
}

function textOf(entry: ValueMap, key: string): string | undefined {
  const value = entry.get(key)
  return typeof value === 'string' && value !== '' ? value : undefined
}
