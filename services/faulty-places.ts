import type { TestProject } from '@sterna/testkit'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'
import { startAzurite } from './azurite-server.ts'
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts'
import { openAt, s3Options } from './open-at.ts'
import { type S3Server, startMoto, startVersitygw } from './s3-server.ts'
import { startWebServer } from './web-server.ts'
import { startApache } from './webdav-server.ts'
import { startWebhdfs } from './webhdfs-server.ts'

/** A kind of server with a proxy before it that disturbs what is asked. */
export interface FaultyPlace {
  readonly name: string
  readonly proxy: FaultyProxy
  /** Gives the project a remote of its own there, through the proxy; or where something else answers, or nothing. */
  begin(project: TestProject, elsewhere?: string): Promise<void>
  /** Of that remote. */
  urlOf(): string
  /** What is at that remote, asked for without the proxy. */
  contents(): Promise<Map<string, Buffer>>
  /** Whether the server sees that other bytes arrive than were sent. */
  readonly seesOtherBytes: boolean
  /** Whether it takes large files in parts, and keeps those of an upload that was not ended. */
  readonly keepsParts: boolean
  stop(): Promise<void>
}

interface Server {
  readonly name: string
  readonly url: string
  readonly origin: string
  readonly options: Readonly<Record<string, string>>
  readonly seesOtherBytes: boolean
  readonly keepsParts?: boolean
  readonly contents?: (folder: string) => Map<string, Buffer>
  stop(): Promise<unknown>
}

/** Of every scheme that is spoken over HTTP; without those that cannot be installed here. */
export async function faultyPlaces(): Promise<FaultyPlace[]> {
  const servers = await Promise.all([onMoto(), onVersitygw(), onAzure(), onWeb(), onWebhdfs(), onWebdav()])
  return await Promise.all(servers.filter((server) => server !== undefined).map(placeOn))
}

export async function stopPlaces(places: readonly FaultyPlace[]): Promise<void> {
  for (const place of places) await place.stop()
}

async function placeOn({ name, url, origin, options, seesOtherBytes, ...server }: Server): Promise<FaultyPlace> {
  const proxy = await startFaultyProxy(origin)
  let folders = 0
  const folder = () => `faults-${folders}`
  const urlOf = (at: string) => `${throughOther(url, origin, at)}/${folder()}`
  return {
    name,
    proxy,
    seesOtherBytes,
    keepsParts: server.keepsParts === true,
    urlOf: () => urlOf(proxy.url),
    begin: async (project, at = proxy.url) => {
      folders++
      await project.run(`remote add -f -d far ${urlOf(at)}`)
      for (const [option, value] of Object.entries(options))
        await project.run(`remote modify --local far ${option} '${throughOther(value, origin, at)}'`)
      if (at.startsWith('https:')) await project.run('remote modify far use_https true')
    },
    contents: () =>
      server.contents
        ? Promise.resolve(server.contents(`/${folder()}/`))
        : allOf(openAt(`${url}/${folder()}`, options)),
    stop: async () => {
      await proxy.stop()
      await server.stop()
    },
  }
}

/** A URL, or a text with one, that leads to the server by another way. */
function throughOther(text: string, origin: string, other: string): string {
  const host = text.replace(new URL(origin).host, new URL(other).host)
  if (host === text || !other.startsWith('https:')) return host
  return host.replace('http:', 'https:').replace('webdav:', 'webdavs:').replace('Protocol=http;', 'Protocol=https;')
}

async function allOf(files: RemoteFiles): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>()
  for await (const page of files.list!(''))
    for (const { key } of page) {
      const pieces: Uint8Array[] = []
      await files.read(key, (piece) => pieces.push(Buffer.from(piece)))
      contents.set(key, Buffer.concat(pieces))
    }
  files.close()
  return contents
}

function onS3(name: string, server: S3Server, seesOtherBytes = false): Server {
  const { endpoint: origin, stop } = server
  return {
    name: `S3 (${name})`,
    url: 's3://plain',
    origin,
    options: s3Options(server),
    seesOtherBytes,
    keepsParts: true,
    stop,
  }
}

async function onMoto(): Promise<Server> {
  return onS3('moto', await startMoto())
}

async function onVersitygw(): Promise<Server | undefined> {
  const server = await startVersitygw()
  return server && onS3('versitygw', server, true)
}

async function onAzure(): Promise<Server> {
  const { endpoint, connectionString, stop } = await startAzurite()
  const options = { connection_string: connectionString }
  return {
    name: 'Azure',
    url: 'azure://plain',
    origin: endpoint,
    options,
    seesOtherBytes: true,
    keepsParts: true,
    stop,
  }
}

async function onWeb(): Promise<Server> {
  const { url, files, stop } = await startWebServer()
  const contents = (folder: string) =>
    new Map(
      [...files].filter(([name]) => name.startsWith(folder)).map(([name, bytes]) => [name.slice(folder.length), bytes]),
    )
  return { name: 'a web server', url, origin: url, options: {}, seesOtherBytes: true, contents, stop }
}

async function onWebhdfs(): Promise<Server> {
  const { url, stop } = await startWebhdfs()
  const origin = url.replace('webhdfs:', 'http:')
  return { name: 'WebHDFS', url, origin, options: { user: 'ada' }, seesOtherBytes: false, stop }
}

async function onWebdav(): Promise<Server | undefined> {
  const server = await startApache()
  if (!server) return undefined
  const { url, user, password, stop } = server
  const origin = url.replace('webdav:', 'http:')
  return { name: 'WebDAV', url, origin, options: { user, password }, seesOtherBytes: false, stop }
}
