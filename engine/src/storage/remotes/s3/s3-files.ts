import { createHash } from 'node:crypto'
import { Failure } from '../../../foundation/base/index.ts'
import type { StorageCall } from '../../progress.ts'
import type { FilePart, ReadOptions, RemoteFile, RemoteFiles, WriteOptions } from '../remote-files.ts'
import { type HttpAnswer, headerOf } from '../transport/http-request.ts'
import { lengthOf } from '../transport/http-transport.ts'
import { elementsOf, encoded, textOf } from '../transport/xml.ts'
import type { S3Client } from './s3-client.ts'
import { partBytes, writeParts } from './s3-parts.ts'

const filesPerRemoval = 1000

/** The files below a prefix of a bucket. */
export function s3Files(client: S3Client): RemoteFiles {
  const { prefix } = client.settings
  const whole = (key: string) => (prefix === '' ? key : `${prefix}/${key}`)
  const own = (key: string) => (prefix === '' ? key : key.slice(prefix.length + 1))
  return {
    name: client.name,
    concurrency: client.concurrency,
    stat: async (key) => {
      const headers = client.settings.objectHeaders
      const answer = await client.send({ method: 'HEAD', key: whole(key), headers, accept: [404] })
      return answer.status === 404 ? undefined : fileOf(key, answer)
    },
    list: (below, call) => listFiles(client, whole(below), own, call),
    read: (key, take, options) => readFile(client, whole(key), key, take, options),
    write: (key, content, options = {}) =>
      lengthOf(content) > partBytes
        ? writeParts(client, { whole: whole(key), key }, content, options)
        : writeWhole(client, whole(key), key, content, options),
    remove: async (keys) => {
      for (let i = 0; i < keys.length; i += filesPerRemoval)
        await removeMany(client, keys.slice(i, i + filesPerRemoval).map(whole))
    },
    close: () => client.close(),
  }
}

function fileOf(key: string, answer: HttpAnswer, bytes = Number(headerOf(answer, 'content-length') ?? 0)): RemoteFile {
  const etag = headerOf(answer, 'etag')
  const version = headerOf(answer, 'x-amz-version-id')
  return { key, bytes, ...(etag && { etag }), ...(version && version !== 'null' && { version }) }
}

async function* listFiles(
  client: S3Client,
  prefix: string,
  own: (key: string) => string,
  call: StorageCall | undefined,
): AsyncGenerator<readonly RemoteFile[]> {
  let after: string | undefined
  do {
    const query = { 'list-type': '2', prefix, ...(after === undefined ? {} : { 'continuation-token': after }) }
    const answer = await client.send({ method: 'GET', query, call })
    const page = answer.body.toString()
    yield Array.from(elementsOf(page, 'Contents'), (entry) => listedFile(entry, own))
    after = textOf(page, 'NextContinuationToken')
  } while (after !== undefined)
}

function listedFile(entry: string, own: (key: string) => string): RemoteFile {
  const etag = textOf(entry, 'ETag')
  return { key: own(textOf(entry, 'Key') ?? ''), bytes: Number(textOf(entry, 'Size') ?? 0), ...(etag && { etag }) }
}

async function readFile(
  client: S3Client,
  whole: string,
  key: string,
  take: (piece: Uint8Array) => void,
  { version, call }: ReadOptions = {},
): Promise<RemoteFile | undefined> {
  let bytes = 0
  const answer = await client.send({
    method: 'GET',
    key: whole,
    query: version === undefined ? {} : { versionId: version },
    headers: client.settings.objectHeaders,
    accept: [404],
    take: (piece) => {
      bytes += piece.length
      take(piece)
    },
    call,
  })
  if (answer.status !== 404) return fileOf(key, answer, bytes)
  if (textOf(answer.body.toString(), 'Code') === 'NoSuchBucket') throw noBucket(client)
  return undefined
}

function noBucket({ name, settings }: S3Client): Failure {
  return new Failure('remote-refused', `${name}: there is no bucket '${settings.bucket}'.`, {
    hint: 'Look at its name in the URL, or make it first.',
  })
}

async function writeWhole(
  client: S3Client,
  whole: string,
  key: string,
  body: Uint8Array | FilePart,
  { md5, call }: WriteOptions,
): Promise<RemoteFile> {
  const { writeHeaders, objectHeaders } = client.settings
  const digest: Record<string, string> = md5 ? { 'content-md5': Buffer.from(md5, 'hex').toString('base64') } : {}
  const headers = { ...writeHeaders, ...objectHeaders, ...digest }
  const answer = await client.send({ method: 'PUT', key: whole, headers, body, call })
  return fileOf(key, answer, lengthOf(body))
}

async function removeMany(client: S3Client, keys: readonly string[]): Promise<void> {
  const objects = keys.map((key) => `<Object><Key>${encoded(key)}</Key></Object>`).join('')
  const body = Buffer.from(`<Delete><Quiet>true</Quiet>${objects}</Delete>`)
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64'), 'content-type': 'application/xml' }
  const answer = await client.send({ method: 'POST', query: { delete: '' }, headers, body })
  const [refused] = elementsOf(answer.body.toString(), 'Error')
  if (refused === undefined) return
  throw new Failure(
    'remote-refused',
    `${client.name}: it does not remove '${textOf(refused, 'Key')}': ${textOf(refused, 'Message')}`,
    {
      hint: 'The credentials need s3:DeleteObject.',
    },
  )
}
