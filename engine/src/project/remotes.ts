import type { Remote } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import type { Config, RemoteSettings } from '../foundation/config/index.ts'
import type { Environment } from '../foundation/system/index.ts'
import {
  Completeness,
  type LocalStore,
  localRunRecords,
  localStore,
  openRemoteFiles,
  type RemoteFiles,
  remoteRunRecords,
  remoteStore,
  SentDirectories,
  schemeOf,
} from '../storage/index.ts'
import { namedRemote } from './named-remote.ts'

export interface RemoteSurroundings {
  readonly environment: Environment
  /** What it takes to remember of a remote what is cheap to check again. */
  readonly memory?: { readonly directory: AbsolutePath; readonly cache: LocalStore; readonly now: number }
}

/** The remote of this name, or the default one; undefined if no name is given and there is no default. */
export function openRemote(
  config: Config,
  surroundings: RemoteSurroundings,
  name = config.defaultRemote(),
): Remote | undefined {
  if (name === undefined) return undefined
  const settings = { ...namedRemote(config, name), name }
  return schemeOf(settings.url) === undefined ? openFolder(settings, surroundings) : openByUrl(settings, surroundings)
}

function openFolder({ name, url, options }: RemoteSettings, { memory }: RemoteSurroundings): Remote {
  const place = absolutePath(url)
  if (isOn(options, 'worktree')) throw cannotKeepVersions(name, place)
  const objects = localStore(place, { shared: options.get('shared') === 'group' })
  const complete = memory && new Completeness(objects, memory.directory, place)
  return { name, objects, ...(complete && { complete }), runs: localRunRecords(place) }
}

function openByUrl({ name, url, options }: RemoteSettings, { environment, memory }: RemoteSurroundings): Remote {
  const files = openRemoteFiles({ url, options, environment })
  const objects = remoteStore(files)
  const isWorktree = isOn(options, 'worktree')
  if (isWorktree || isOn(options, 'version_aware'))
    return { name, objects, versions: { files: withVersions(name, files), isWorktree } }
  const complete = memory && new SentDirectories(objects, JSON.stringify([url, ...options]), memory)
  return { name, objects, ...(complete && { complete }), runs: remoteRunRecords(files) }
}

function isOn(options: RemoteSettings['options'], option: string): boolean {
  return String(options.get(option)).toLowerCase() === 'true'
}

/** For remotes that have files under their own names, and the storage their versions. */
function withVersions(name: string, files: RemoteFiles): RemoteFiles {
  if (files.listVersions) return files
  throw cannotKeepVersions(name, files.name)
}

function cannotKeepVersions(name: string, place: string): Failure {
  return new Failure('unsupported', `remote '${name}': ${place} cannot keep versions of files.`, {
    hint: `Remotes with worktree or version_aware are on S3, Google Cloud Storage or Azure. To have this one as any other: sterna remote modify --unset ${name} worktree`,
  })
}

/** The directory that the remote of this name is. */
export function remoteDirectory(config: Config, name: string): AbsolutePath {
  const { url } = namedRemote(config, name)
  const scheme = schemeOf(url)
  if (scheme === undefined) return absolutePath(url)
  throw new Failure('unsupported', `remote '${name}' is at ${scheme}:// and not a folder of this machine.`, {
    hint: 'Give the path of the data in a folder, or use dvc for this command on the same repository.',
  })
}

/** What to say when something has to go to a remote and none is meant. */
export function noRemoteFailure(config: Config, root: AbsolutePath): Failure {
  const [first] = config.remotes()
  if (first === undefined) {
    return new Failure(
      'remote',
      `config file error: no remote specified in ${root}. Create a default remote with\n    sterna remote add -d <remote name> <remote url>`,
    )
  }
  return new Failure(
    'remote',
    `config file error: no remote specified in ${root}. Setup default remote with\n    sterna remote default <remote name>\nor use:\n    sterna <command> -r <remote name>`,
    { hint: `For the one there is: sterna remote default ${first.name}` },
  )
}
