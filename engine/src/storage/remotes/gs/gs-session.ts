import { Failure } from '../../../foundation/base/index.ts'
import type { StorageCall } from '../../progress.ts'
import type { FilePart, RemoteFile, WriteOptions } from '../remote-files.ts'
import { type HttpAnswer, headerOf, isSuccess } from '../transport/http-request.ts'
import { lengthOf } from '../transport/request-head.ts'
import type { GsClient } from './gs-client.ts'
import { fileOfObject, objectFields, parseObject } from './gs-object.ts'
import { md5InBase64 } from './md5-in-base64.ts'

/** So much is sent again at most when a connection breaks. Google wants a multiple of 256 KiB. */
export const chunkBytes = 32 << 20
/** A session can be lost, seldom; more often than this it is no accident. */
const mostSessions = 3

interface Upload {
  readonly client: GsClient
  readonly whole: string
  readonly content: Uint8Array | FilePart
  readonly md5: string | undefined
  readonly call: StorageCall | undefined
}

/** Writes a large file chunk by chunk in a session of its own. Nobody sees any of it before the last byte is there. */
export async function writeInSession(
  client: GsClient,
  { whole, key }: { readonly whole: string; readonly key: string },
  content: Uint8Array | FilePart,
  { md5, call }: WriteOptions,
): Promise<RemoteFile> {
  const upload = { client, whole, content, md5, call }
  for (let i = 0; i < mostSessions; i++) {
    const answer = await sendChunks(upload, await beginSession(upload))
    if (answer) return fileOfObject(key, parseObject(answer))
  }
  throw new Failure('remote-refused', `${client.place.name}: it forgets what was sent of a large file.`, {
    hint: 'Run the command again later.',
  })
}

/** The URL that the content is sent to: whoever has it may write this one file, so it is never shown. */
async function beginSession({ client, whole, content, md5, call }: Upload): Promise<URL> {
  const headers = {
    'content-type': 'application/json; charset=UTF-8',
    'x-upload-content-type': 'application/octet-stream',
    'x-upload-content-length': String(lengthOf(content)),
  }
  const query = { uploadType: 'resumable', name: whole, fields: objectFields }
  const body = Buffer.from(JSON.stringify({ name: whole, ...md5InBase64(md5) }))
  const answer = await client.get({ method: 'POST', service: '/upload/storage/v1', query, headers, body, call })
  return new URL(headerOf(answer, 'location') ?? '')
}

/** Undefined if the session is gone, or gets no further. */
async function sendChunks({ client, content, call }: Upload, session: URL): Promise<HttpAnswer | undefined> {
  const total = lengthOf(content)
  for (let sent = 0; ; ) {
    const bytes = Math.min(chunkBytes, total - sent)
    const answer = await client.get({
      method: 'PUT',
      service: session,
      headers: { 'content-range': `bytes ${sent}-${sent + bytes - 1}/${total}` },
      body: chunkOf(content, sent, bytes),
      accept: [308, 404, 410],
      call,
    })
    if (isSuccess(answer)) return answer
    const kept = answer.status === 308 ? keptBytes(answer) : 0
    if (kept <= sent) return undefined
    sent = kept
  }
}

function chunkOf(content: Uint8Array | FilePart, start: number, bytes: number): Uint8Array | FilePart {
  if (content instanceof Uint8Array) return content.subarray(start, start + bytes)
  return { ...content, start: content.start + start, bytes }
}

/** The server may have kept less than was sent; the rest is sent once more. */
function keptBytes(answer: HttpAnswer): number {
  const last = /-(\d+)$/.exec(headerOf(answer, 'range') ?? '')?.[1]
  return last === undefined ? 0 : Number(last) + 1
}
