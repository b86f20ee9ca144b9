import { randomUUID } from 'node:crypto'
import { mapBounded } from '../../../foundation/base/index.ts'
import type { StorageCall } from '../../progress.ts'
import { keysBelow } from '../keys-below.ts'
import { partOf } from '../part-of-content.ts'
import type { FilePart, ReadOptions, RemoteFile, RemoteFiles, WriteOptions } from '../remote-files.ts'
import { lengthOf } from '../transport/request-head.ts'
import type { GsClient } from './gs-client.ts'
import { fileOfAnswer, fileOfObject, type GsObject, objectFields, parseObject } from './gs-object.ts'
import { writeInSession } from './gs-session.ts'
import { md5InBase64 } from './md5-in-base64.ts'

/** What is larger goes in two requests: it need not be in memory then, and goes on where a connection broke. */
const wholeBytes = 256 << 10

/** The files below a prefix of a bucket. */
export function gsFiles(client: GsClient): RemoteFiles {
  const { below, whole, own } = keysBelow(client.place.prefix)
  return {
    name: client.place.name,
    concurrency: client.concurrency,
    etagName: 'etag',
    credentialSource: () => client.authorization.source(),
    stat: (key, version) => statFile(client, whole(key), key, version),
    list: (start, call) => listFiles(client, below(start), own, call),
    // Every object has a version, and it is in every list.
    listVersions: (start, call) => listFiles(client, below(start), own, call),
    read: (key, take, options) => readFile(client, whole(key), key, take, options),
    write: (key, content, options = {}) =>
      lengthOf(content) > wholeBytes
        ? writeInSession(client, { whole: whole(key), key }, content, options)
        : writeWhole(client, whole(key), key, content, options),
    remove: async (keys) => {
      await mapBounded(keys, client.concurrency, (key) => removeFile(client, whole(key)))
    },
    close: () => client.close(),
  }
}

/** A bucket as a whole is no file. */
async function statFile(
  client: GsClient,
  whole: string,
  key: string,
  version: string | undefined,
): Promise<RemoteFile | undefined> {
  if (whole === '') return undefined
  const query = { fields: objectFields, ...generationQuery(version) }
  const answer = await client.send({ method: 'GET', service: '/storage/v1', key: whole, query, mayMiss: true })
  return answer && fileOfObject(key, parseObject(answer))
}

function generationQuery(version: string | undefined): Record<string, string> {
  return version === undefined ? {} : { generation: version }
}

interface Page {
  readonly items?: readonly GsObject[]
  readonly nextPageToken?: string
}

async function* listFiles(
  client: GsClient,
  prefix: string,
  own: (key: string) => string,
  call: StorageCall | undefined,
): AsyncGenerator<readonly RemoteFile[]> {
  const fields = `items(${objectFields}),nextPageToken`
  let pageToken: string | undefined
  do {
    const query = { prefix, fields, ...(pageToken === undefined ? {} : { pageToken }) }
    const answer = await client.get({ method: 'GET', service: '/storage/v1', query, call })
    const { items = [], nextPageToken } = JSON.parse(answer.body.toString()) as Page
    yield items.map((object) => fileOfObject(own(object.name), object))
    pageToken = nextPageToken
  } while (pageToken)
}

async function readFile(
  client: GsClient,
  whole: string,
  key: string,
  take: (piece: Uint8Array) => void,
  { version, start, call }: ReadOptions = {},
): Promise<RemoteFile | undefined> {
  if (whole === '') return undefined
  const answer = await client.send({
    method: 'GET',
    service: '/download/storage/v1',
    key: whole,
    query: { alt: 'media', ...generationQuery(version) },
    mayMiss: true,
    take,
    start,
    call,
  })
  return answer && fileOfAnswer(key, answer, answer.taken)
}

/** Name, MD5 and content in one request. */
async function writeWhole(
  client: GsClient,
  whole: string,
  key: string,
  content: Uint8Array | FilePart,
  { md5, call }: WriteOptions,
): Promise<RemoteFile> {
  const part = partOf(content, 0, lengthOf(content))
  const boundary = randomUUID()
  const description = JSON.stringify({ name: whole, ...md5InBase64(md5) })
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${description}\r\n`),
    Buffer.from(`--${boundary}\r\nContent-Type: application/octet-stream\r\n\r\n`),
    part,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const headers = { 'content-type': `multipart/related; boundary=${boundary}` }
  const query = { uploadType: 'multipart', fields: objectFields }
  const answer = await client.get({ method: 'POST', service: '/upload/storage/v1', query, headers, body, call })
  return fileOfObject(key, parseObject(answer))
}

async function removeFile(client: GsClient, whole: string): Promise<void> {
  await client.send({ method: 'DELETE', service: '/storage/v1', key: whole, mayMiss: true })
}
