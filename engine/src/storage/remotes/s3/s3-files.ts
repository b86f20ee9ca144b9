import { createHash } from 'node:crypto'
import { Failure } from '../../../foundation/base/index.ts'
import type { StorageCall } from '../../progress.ts'
import { keysBelow } from '../keys-below.ts'
import type { FilePart, ReadOptions, RemoteFile, RemoteFiles, WriteOptions } from '../remote-files.ts'
import { type HttpAnswer, headerOf } from '../transport/http-request.ts'
import { lengthOf } from '../transport/request-head.ts'
import { contentMd5 } from '../transport/request-headers.ts'
import { elementsOf, encoded, textOf } from '../transport/xml.ts'
import type { S3Client } from './s3-client.ts'
import { explainAnswer } from './s3-failures.ts'
import { partBytes, writeParts } from './s3-parts.ts'

const filesPerRemoval = 1000

/** The files below a prefix of a bucket. */
export function s3Files(client: S3Client): RemoteFiles {
  const { below, whole, own } = keysBelow(client.settings.prefix)
  return {
    name: client.name,
    concurrency: client.concurrency,
    etagName: 'etag',
    stat: (key, version) => statFile(client, whole(key), key, version),
    list: (start, call) => listFiles(client, below(start), own, call),
    listVersions: (start, call) => listVersions(client, below(start), own, call),
    read: async (key, take, options) =>
      whole(key) === '' ? undefined : readFile(client, whole(key), key, take, options),
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

/** A bucket as a whole is no file. */
async function statFile(
  client: S3Client,
  whole: string,
  key: string,
  version: string | undefined,
): Promise<RemoteFile | undefined> {
  if (whole === '') return undefined
  const headers = client.settings.objectHeaders
  const accept = version === undefined ? [404] : noSuchVersion
  const answer = await client.send({ method: 'HEAD', key: whole, headers, accept, query: versionQuery(version) })
  return accept.includes(answer.status) ? undefined : fileOf(key, answer)
}

/** A version that cannot be one is refused as 400, the mark of a deletion as 405. */
const noSuchVersion: readonly number[] = [400, 404, 405]

function versionQuery(version: string | undefined): Record<string, string> {
  return version === undefined ? {} : { versionId: version }
}

function fileOf(key: string, answer: HttpAnswer, bytes = Number(headerOf(answer, 'content-length') ?? 0)): RemoteFile {
  return { key, bytes, ...stateOf(headerOf(answer, 'etag'), headerOf(answer, 'x-amz-version-id')) }
}

/** As DVC records it: without quotes, and without the word for what has no version. */
function stateOf(etag: string | undefined, version?: string): Pick<RemoteFile, 'etag' | 'version'> {
  return { ...(etag && { etag: etag.replaceAll('"', '') }), ...(version && version !== 'null' && { version }) }
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
  const state = stateOf(textOf(entry, 'ETag'), textOf(entry, 'VersionId'))
  return { key: own(textOf(entry, 'Key') ?? ''), bytes: Number(textOf(entry, 'Size') ?? 0), ...state }
}

async function* listVersions(
  client: S3Client,
  prefix: string,
  own: (key: string) => string,
  call: StorageCall | undefined,
): AsyncGenerator<readonly RemoteFile[]> {
  let after: Record<string, string> | undefined = {}
  do {
    const answer: HttpAnswer = await client.send({ method: 'GET', query: { versions: '', prefix, ...after }, call })
    const page = answer.body.toString()
    const latest = Array.from(elementsOf(page, 'Version')).filter((entry) => textOf(entry, 'IsLatest') === 'true')
    yield latest.map((entry) => listedFile(entry, own))
    after = nextVersions(page)
  } while (after !== undefined)
}

function nextVersions(page: string): Record<string, string> | undefined {
  if (textOf(page, 'IsTruncated') !== 'true') return undefined
  const version = textOf(page, 'NextVersionIdMarker')
  return {
    'key-marker': textOf(page, 'NextKeyMarker') ?? '',
    ...(version === undefined ? {} : { 'version-id-marker': version }),
  }
}

async function readFile(
  client: S3Client,
  whole: string,
  key: string,
  take: (piece: Uint8Array) => void,
  { version, start, call }: ReadOptions = {},
): Promise<RemoteFile | undefined> {
  const answer = await client.send({
    method: 'GET',
    key: whole,
    query: versionQuery(version),
    headers: client.settings.objectHeaders,
    accept: [404],
    take,
    start,
    call,
  })
  if (answer.status !== 404) return fileOf(key, answer, answer.taken)
  if (textOf(answer.body.toString(), 'Code') === 'NoSuchBucket')
    throw explainAnswer(answer, client.name, client.settings, { method: 'GET', key: whole })
  return undefined
}

async function writeWhole(
  client: S3Client,
  whole: string,
  key: string,
  body: Uint8Array | FilePart,
  { md5, call }: WriteOptions,
): Promise<RemoteFile> {
  const { writeHeaders, objectHeaders } = client.settings
  const headers = { ...writeHeaders, ...objectHeaders, ...contentMd5(md5) }
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
