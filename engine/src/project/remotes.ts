import * as path from 'node:path'
import type { Remote } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import type { Config, RemoteSettings } from '../foundation/config/index.ts'
import type { Environment } from '../foundation/system/index.ts'
import { Completeness, localRunRecords, localStore, openS3, remoteStore } from '../storage/index.ts'

export interface RemoteSurroundings {
  readonly environment: Environment
  /** Where to remember of a remote what is cheap to check again. */
  readonly state?: AbsolutePath
}

/** The remote of this name, or the default one; undefined if no name is given and there is no default. */
export function openRemote(
  config: Config,
  { environment, state }: RemoteSurroundings,
  name = config.defaultRemote(),
): Remote | undefined {
  if (name === undefined) return undefined
  const { url, options } = knownRemote(config, name)
  if (url.startsWith('s3://')) {
    refuseVersioned(name, options)
    return { name, objects: remoteStore(openS3(new URL(url), options, environment)) }
  }
  const place = remoteDirectory(config, name)
  const objects = localStore(place, { shared: options.get('shared') === 'group' })
  return {
    name,
    objects,
    ...(state && { complete: new Completeness(objects, state, place) }),
    runs: localRunRecords(place),
  }
}

/** Such remotes hold files under their own names, which would be another thing altogether. */
function refuseVersioned(name: string, options: RemoteSettings['options']): void {
  const isOn = (option: string) => String(options.get(option)).toLowerCase() === 'true'
  if (!isOn('version_aware') && !isOn('worktree')) return
  throw new Failure('unsupported', `remote '${name}' is version-aware, which sterna cannot use yet.`, {
    hint: 'For this one use dvc push and dvc pull on the same repository.',
  })
}

function knownRemote(config: Config, name: string): RemoteSettings {
  if (!config.remotes().some((remote) => remote.name === name.toLowerCase())) throw unknownRemote(name)
  return config.remote(name)
}

/** The directory that the remote of this name is. */
export function remoteDirectory(config: Config, name: string): AbsolutePath {
  const { url } = knownRemote(config, name)
  if (!path.isAbsolute(url)) throw unsupportedKind(name, url)
  return absolutePath(url)
}

/** What to say when something has to go to a remote and none is meant. */
export function noRemoteFailure(config: Config, root: AbsolutePath): Failure {
  const [first] = config.remotes()
  if (first === undefined) {
    return new Failure(
      'remote',
      `config file error: no remote specified in ${root}. Create a default remote with\n    dvc remote add -d <remote name> <remote url>`,
    )
  }
  return new Failure(
    'remote',
    `config file error: no remote specified in ${root}. Setup default remote with\n    dvc remote default <remote name>\nor use:\n    dvc <command> -r <remote name>`,
    { hint: `For the one there is: sterna remote default ${first.name}` },
  )
}

function unknownRemote(name: string): Failure {
  return new Failure('remote', `config file error: remote '${name}' doesn't exist`, {
    hint: 'To see the remotes there are: sterna remote list',
  })
}

function unsupportedKind(name: string, url: string): Failure {
  return new Failure(
    'unsupported',
    `remote '${name}' is at ${url.split('://')[0]}://, which sterna cannot reach yet.`,
    {
      hint: 'Remotes in a folder of this machine or a mounted one work today; for this one use dvc push and dvc pull on the same repository.',
    },
  )
}
