import { createHash } from 'node:crypto'
import { mapBounded } from '../../../foundation/base/index.ts'
import type { StorageCall } from '../../progress.ts'
import { partInto } from '../part-of-content.ts'
import type { FilePart, RemoteFile, WriteOptions } from '../remote-files.ts'
import type { TakenAnswer } from '../transport/connection.ts'
import { headerOf } from '../transport/http-request.ts'
import { lengthOf } from '../transport/request-head.ts'
import { elementsOf, textOf } from '../transport/xml.ts'
import type { S3Client } from './s3-client.ts'
import { explainAnswer } from './s3-failures.ts'

/** What is larger goes in parts, so that a connection that breaks costs a part and not the whole. */
export const partBytes = 16 << 20
/** S3's limit. */
const mostParts = 10_000
const partsOfOneFile = 6

interface Upload {
  readonly client: S3Client
  readonly whole: string
  readonly id: string
  readonly content: Uint8Array | FilePart
  readonly partBytes: number
  readonly call: StorageCall | undefined
}

interface Part {
  readonly number: number
  readonly etag: string
}

/** Writes a large file in parts. One that was begun before and not ended goes on: what it has of these bytes is not sent again. */
export async function writeParts(
  client: S3Client,
  { whole, key }: { readonly whole: string; readonly key: string },
  content: Uint8Array | FilePart,
  { call }: WriteOptions,
): Promise<RemoteFile> {
  const bytes = lengthOf(content)
  const size = Math.max(partBytes, Math.ceil(bytes / mostParts))
  const id = (await begunUpload(client, whole, call)) ?? (await beginUpload(client, whole, call))
  const upload: Upload = { client, whole, id, content, partBytes: size, call }
  const there = await partsThere(upload)
  const numbers = Array.from({ length: Math.ceil(bytes / size) }, (_, i) => i + 1)
  const parts = await mapBounded(numbers, partsOfOneFile, (number) => sendPart(upload, number, there.get(number)))
  return await complete(upload, key, parts)
}

async function begunUpload(
  client: S3Client,
  whole: string,
  call: StorageCall | undefined,
): Promise<string | undefined> {
  const answer = await client.send({
    method: 'GET',
    query: { uploads: '', prefix: whole },
    accept: [403, 404, 501],
    call,
  })
  const uploads = Array.from(elementsOf(answer.body.toString(), 'Upload'))
  const same = uploads.filter((upload) => textOf(upload, 'Key') === whole)
  return same.length === 0 ? undefined : textOf(same.at(-1)!, 'UploadId')
}

async function beginUpload(client: S3Client, whole: string, call: StorageCall | undefined): Promise<string> {
  const headers = { ...client.settings.writeHeaders, ...client.settings.objectHeaders }
  const answer = await client.send({ method: 'POST', key: whole, query: { uploads: '' }, headers, call })
  return textOf(answer.body.toString(), 'UploadId') ?? ''
}

/** By number: the ETag of a part is the MD5 of its bytes, unless the remote encrypts. */
async function partsThere({ client, whole, id, call }: Upload): Promise<ReadonlyMap<number, string>> {
  const parts = new Map<number, string>()
  let after = ''
  do {
    const query = { uploadId: id, ...(after === '' ? {} : { 'part-number-marker': after }) }
    const answer = await client.send({ method: 'GET', key: whole, query, accept: [404], call })
    const page = answer.body.toString()
    for (const part of elementsOf(page, 'Part'))
      parts.set(Number(textOf(part, 'PartNumber')), textOf(part, 'ETag') ?? '')
    after = textOf(page, 'IsTruncated') === 'true' ? (textOf(page, 'NextPartNumberMarker') ?? '') : ''
  } while (after !== '')
  return parts
}

function sendPart(upload: Upload, number: number, there: string | undefined): Promise<Part> {
  const start = (number - 1) * upload.partBytes
  const bytes = Math.min(upload.partBytes, lengthOf(upload.content) - start)
  return upload.client.parts.during(bytes, (buffer) =>
    sendBytes(upload, number, partInto(buffer, upload.content, start, bytes), there),
  )
}

async function sendBytes(
  { client, whole, id, call }: Upload,
  number: number,
  body: Uint8Array,
  there: string | undefined,
): Promise<Part> {
  const md5 = createHash('md5').update(body).digest()
  if (there?.replaceAll('"', '') === md5.toString('hex')) return { number, etag: there }
  const query = { partNumber: String(number), uploadId: id }
  const headers = { ...client.settings.objectHeaders, 'content-md5': md5.toString('base64') }
  const answer = await client.send({ method: 'PUT', key: whole, query, headers, body, call })
  return { number, etag: headerOf(answer, 'etag') ?? '' }
}

async function complete(
  { client, whole, id, content, call }: Upload,
  key: string,
  parts: readonly Part[],
): Promise<RemoteFile> {
  const listed = parts.map(({ number, etag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`)
  const body = Buffer.from(`<CompleteMultipartUpload>${listed.join('')}</CompleteMultipartUpload>`)
  const answer = await client.send({
    method: 'POST',
    key: whole,
    query: { uploadId: id },
    body,
    accept: [404],
    call,
  })
  const bytes = lengthOf(content)
  if (isRefused(answer) && !(await isComplete(client, whole, bytes)))
    throw explainAnswer(answer, client.name, client.settings, { method: 'PUT', key: whole })
  const version = headerOf(answer, 'x-amz-version-id')
  return { key, bytes, ...(version && version !== 'null' ? { version } : {}) }
}

/** S3 begins to answer before it knows whether it will succeed, so that a refusal may come as a success. */
function isRefused({ status, body }: TakenAnswer): boolean {
  return status === 404 || textOf(body.toString(), 'Code') !== undefined
}

/** An upload that is gone may have been completed already, by an attempt whose answer was lost. */
async function isComplete(client: S3Client, whole: string, bytes: number): Promise<boolean> {
  const headers = client.settings.objectHeaders
  const answer = await client.send({ method: 'HEAD', key: whole, headers, accept: [404] })
  return answer.status !== 404 && Number(headerOf(answer, 'content-length')) === bytes
}
