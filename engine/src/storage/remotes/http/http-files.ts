import type { ReadOptions, RemoteFile, RemoteFiles, WriteOptions } from '../remote-files.ts'
import { headerOf, isSuccess } from '../transport/http-request.ts'
import { lengthOf } from '../transport/request-head.ts'
import { contentMd5 } from '../transport/request-headers.ts'
import type { WebClient } from '../web/web-client.ts'
import { absent, fileOf, isAbsent, lengthIn, statByReading } from './http-file.ts'

/** Those who do not know HEAD, or do not allow it, answer so. */
const unknownMethod = [405, 501]
const gone = [404, 410]

/** The files below a URL of a web server. There is no question for what it has. */
export function httpFiles(client: WebClient, method: string): RemoteFiles {
  return {
    name: client.name,
    concurrency: client.concurrency,
    etagName: 'checksum',
    stat: statBy(client),
    read: (key, take, options) => readFile(client, key, take, options),
    write: (key, body, options) => writeFile(client, method, key, body, options),
    remove: async (keys) => {
      for (const key of keys) await client.send({ method: 'DELETE', at: key, accept: gone })
    },
    close: () => client.close(),
  }
}

/** By HEAD; where that is not known, not allowed or tells no length, by beginning to read. */
function statBy(client: WebClient): RemoteFiles['stat'] {
  let knowsHead = true
  return async (key) => {
    if (!knowsHead) return statByReading(client, key)
    const answer = await client.send({ method: 'HEAD', at: key, accept: [...gone, ...unknownMethod, 400, 403] })
    if (gone.includes(answer.status)) return undefined
    knowsHead = !unknownMethod.includes(answer.status)
    const bytes = isSuccess(answer) ? lengthIn(answer) : undefined
    return bytes === undefined ? statByReading(client, key) : fileOf(key, answer, bytes)
  }
}

async function readFile(
  client: WebClient,
  key: string,
  take: (piece: Uint8Array) => void,
  { start, call }: ReadOptions = {},
): Promise<RemoteFile | undefined> {
  const answer = await client.send({ method: 'GET', at: key, accept: absent, take, start, call })
  return isAbsent(client, answer) ? undefined : fileOf(key, answer, answer.taken)
}

/** Sent with its length, so that a server knows when something of it is missing. */
async function writeFile(
  client: WebClient,
  method: string,
  key: string,
  body: Parameters<RemoteFiles['write']>[1],
  { md5, call }: WriteOptions = {},
): Promise<RemoteFile> {
  const headers = { 'content-type': 'application/octet-stream', ...contentMd5(md5) }
  const answer = await client.send({ method, at: key, headers, body, call })
  const etag = headerOf(answer, 'etag')
  return { key, bytes: lengthOf(body), ...(etag && { etag }) }
}
