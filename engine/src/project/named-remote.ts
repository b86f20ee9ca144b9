import { absolutePath, Failure } from '../foundation/base/index.ts'
import type { Config, RemoteSettings } from '../foundation/config/index.ts'
import { schemeOf } from '../storage/index.ts'

/**
 * The remote of this name. One that refers to another, `remote://other/sub/path`, is at a place below that one, and has its
 * options where it has none of its own.
 */
export function namedRemote(config: Config, name: string, referring: readonly string[] = []): RemoteSettings {
  if (!config.remotes().some((remote) => remote.name === name.toLowerCase())) throw unknownRemote(name)
  const remote = config.remote(name)
  const referred = referredBy(remote.url)
  if (!referred) return remote
  if (referring.includes(remote.name)) throw circle([...referring, remote.name])
  const base = namedRemote(config, referred.remote, [...referring, remote.name])
  const url = placeBelow(base.url, referred.inside)
  return { name: remote.name, url, options: new Map([...base.options, ...remote.options, ['url', url]]) }
}

/** What `remote://name/path` refers to; undefined for any other URL. */
export function referredBy(url: string): { readonly remote: string; readonly inside: string } | undefined {
  const [, remote, inside = ''] = /^remote:\/\/([^/]+)\/*(.*)$/s.exec(url) ?? []
  return remote === undefined ? undefined : { remote, inside }
}

/** A path below a URL or a folder. */
export function placeBelow(url: string, inside: string): string {
  if (schemeOf(url) === undefined) return absolutePath(url, inside)
  return inside === '' ? url : `${url.replace(/\/+$/, '')}/${inside}`
}

function unknownRemote(name: string): Failure {
  return new Failure('remote', `config file error: remote '${name}' doesn't exist`, {
    hint: 'To see the remotes there are: sterna remote list',
  })
}

function circle(names: readonly string[]): Failure {
  return new Failure('config', `config file error: remotes refer to each other: ${names.join(' → ')}`, {
    hint: `Give one of them a URL of its own: sterna remote modify ${names[0]} url URL`,
  })
}
