import * as fs from 'node:fs'
import * as path from 'node:path'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'
import type { AzuriteServer } from '../services/azurite-server.ts'
import type { GsServer } from '../services/fake-gcs-server.ts'
import { openAt, s3Options } from '../services/open-at.ts'
import type { S3Server } from '../services/s3-server.ts'
import type { SshServer } from '../services/ssh-server.ts'
import type { WebServer } from '../services/web-server.ts'
import type { WebdavServer } from '../services/webdav-server.ts'
import { withoutRandomEtags } from './random-etags.ts'
import { withoutVersions } from './random-versions.ts'
import type { HandStep } from './sequence.ts'
import type { World } from './world.ts'

/** A place that is reached by URL, and how. */
interface FarPlace {
  readonly name: string
  readonly url: string
  readonly options: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  /** Takes out what differs from run to run in what an import records. */
  readonly evenOut?: HandStep
  /** Files of the cache that only one of the two has after an import is pulled, and why. */
  readonly apart?: Readonly<Record<string, string>>
  /** Whether a folder has to be there before DVC can put something into it. */
  readonly needsFolders?: boolean
  readonly without?: readonly string[]
  /** What it has, where it does not tell that itself: the paths on the server. */
  readonly paths?: () => Iterable<string>
}

/** Steps that do something on the server which data is shared through. Every world has a place of its own there. */
export interface Far {
  readonly name: string
  /** Sequences that cannot be played there, by their names. */
  readonly without: readonly string[]
  /** Names its places in the settings of the user: `far` is the default remote, `source` has data to import. */
  readonly remotes: HandStep
  /** Puts files there, by their paths below the place of the world. */
  put(contents: Readonly<Record<string, string>>): HandStep
  remove(...keys: readonly string[]): HandStep
  /** Copies all that is there into the folder `far` beside the project, to be compared. */
  readonly bring: HandStep
  /** What has to be done before the files are compared that an import has made. */
  readonly evenOut: readonly HandStep[]
  readonly apart: Readonly<Record<string, string>>
}

export function farOnS3(server: S3Server): Far {
  return farAt({ name: 'S3', url: 's3://plain', options: s3Options(server) })
}

export function farOnVersionedS3(server: S3Server): Far {
  return farAt({ name: 'S3 with versions', url: 's3://versioned', options: s3Options(server) })
}

export function farOnSsh(server: SshServer): Far {
  const { user, port, home, keyFile } = server
  const url = `ssh://${user}@127.0.0.1:${port}${home}`
  return farAt({ name: 'SSH', url, options: { keyfile: keyFile }, variables: server.variables() })
}

export function farOnAzure({ connectionString }: AzuriteServer): Far {
  const options = { connection_string: connectionString }
  return farAt({ name: 'Azure', url: 'azure://plain', options, evenOut: withoutRandomEtags })
}

export function farOnGs({ endpoint }: GsServer): Far {
  const options = { endpointurl: endpoint, allow_anonymous_login: 'true' }
  return farAt({ name: 'GS', url: 'gs://plain', options, evenOut: withoutVersions, apart: asVersions })
}

/** Where files have versions, DVC takes imported ones from their source, and keeps them under names of another kind. */
const asVersions = {
  '.dvc/cache/files/md5/10/2f5037fe6474019fe947b4977bb2a5': 'DVC keeps it as a version of its source',
  '.dvc/cache/files/md5/40/1b30e3b8b5d629635a5c613cdb7919': 'DVC keeps it as a version of its source',
}

/** A web server does not tell what it has. */
export function farOnHttp({ url, files }: WebServer): Far {
  const without = [
    ...['gc of the remote', 'the run cache', 'data of DVC before 3.0'],
    ...['import a directory', 'look into a place', 'import and add into the remote'],
    'stages that read a directory of it',
  ]
  return farAt({ name: 'HTTP', url, options: { method: 'PUT' }, without, paths: () => files.keys() })
}

/**
 * DVC ends with an unexpected error where it has to import a single file from there, and hashes a list with letters lost from
 * the names of folders inside of what a stage reads.
 */
export function farOnWebdav({ url, user, password }: WebdavServer): Far {
  const without = ['import a file', 'import and add into the remote', 'stages that read a directory of it']
  return farAt({
    name: 'WebDAV',
    url,
    options: { user, password },
    without,
    evenOut: withoutRandomEtags,
    needsFolders: true,
  })
}

function farAt(place: FarPlace): Far {
  const { name, options, variables } = place
  const using = (work: (files: RemoteFiles, world: World) => Promise<void>): HandStep => ({
    kind: 'hand',
    act: async (world) => {
      const files = openAt(urlOf(place, world), options, variables)
      await work(files, world)
      files.close()
    },
  })
  return {
    name,
    without: place.without ?? [],
    remotes: using(async (files, world) => {
      writeSettings(place, world)
      if (place.needsFolders) await makeFolders(files)
    }),
    put: (contents) =>
      using(async (files) => {
        for (const [key, text] of Object.entries(contents)) await files.write(key, Buffer.from(text))
      }),
    remove: (...keys) => using((files) => files.remove(keys)),
    apart: place.apart ?? {},
    evenOut: place.evenOut ? [place.evenOut] : [],
    bring: using(async (files, world) => {
      const folder = path.join(path.dirname(world.directory), 'far')
      fs.rmSync(folder, { recursive: true, force: true })
      for (const key of await keysIn(files, place, world)) if (!leftover.test(key)) await copyOne(files, key, folder)
    }),
  }
}

const folders = ['store', 'source', 'versions', 'tree']

async function makeFolders(files: RemoteFiles): Promise<void> {
  for (const folder of folders) await files.write(`${folder}/made`, Buffer.from('x'))
  await files.remove(folders.map((folder) => `${folder}/made`))
}

async function keysIn(files: RemoteFiles, place: FarPlace, world: World): Promise<string[]> {
  const prefix = `${new URL(urlOf(place, world)).pathname}/`
  if (place.paths)
    return [...place.paths()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  const keys: string[] = []
  for await (const page of files.list!('')) keys.push(...page.map(({ key }) => key))
  return keys
}

/** DVC leaves some behind. */
const leftover = /\.[\w-]+\.tmp$/

async function copyOne(files: RemoteFiles, key: string, folder: string): Promise<void> {
  const pieces: Uint8Array[] = []
  await files.read(key, (piece) => pieces.push(piece))
  fs.mkdirSync(path.dirname(path.join(folder, key)), { recursive: true })
  fs.writeFileSync(path.join(folder, key), Buffer.concat(pieces))
}

function urlOf({ url }: FarPlace, { directory }: World): string {
  return `${url}/${path.basename(path.dirname(directory))}`
}

function writeSettings(place: FarPlace, world: World): void {
  const section = (name: string, more: Readonly<Record<string, string>>) =>
    [`['remote "${name}"']`, ...Object.entries(more).map(([key, value]) => `    ${key} = ${value}`)].join('\n')
  const at = (folder: string) => ({ url: `${urlOf(place, world)}/${folder}`, ...place.options })
  const file = path.join(world.variables['HOME']!, '.config/dvc/config')
  const sections = [
    '[core]\n    remote = far',
    section('far', at('store')),
    section('source', at('source')),
    section('versions', { ...at('versions'), version_aware: 'true' }),
    section('tree', { ...at('tree'), worktree: 'true' }),
  ]
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, `${sections.join('\n')}\n`)
}
