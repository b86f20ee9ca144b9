import * as path from 'node:path'
import type { Remote } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import type { Config } from '../foundation/config/index.ts'
import { Completeness, localRunRecords, localStore } from '../storage/index.ts'

/**
 * The remote of this name, or the default one; undefined if no name is given and there is no default. `state` is where to
 * remember of it what is cheap to check again.
 */
export function openRemote(
  config: Config,
  state: AbsolutePath | undefined,
  name = config.defaultRemote(),
): Remote | undefined {
  if (name === undefined) return undefined
  const place = remoteDirectory(config, name)
  const { options } = config.remote(name)
  const objects = localStore(place, { shared: options.get('shared') === 'group' })
  return {
    name,
    objects,
    ...(state && { complete: new Completeness(objects, state, place) }),
    runs: localRunRecords(place),
  }
}

/** The directory that the remote of this name is. */
export function remoteDirectory(config: Config, name: string): AbsolutePath {
  if (!config.remotes().some((remote) => remote.name === name.toLowerCase())) throw unknownRemote(name)
  const { url } = config.remote(name)
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
