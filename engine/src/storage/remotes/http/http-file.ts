import type { RemoteFile } from '../remote-files.ts'
import { type HttpAnswer, headerOf } from '../transport/http-request.ts'
import { noAuthorization } from '../web/authorization.ts'
import type { WebClient } from '../web/web-client.ts'
import { explainStatus } from '../web/web-failures.ts'

/** What an answer says of a file; DVC knows it again by its ETag, or by its Content-MD5. */
export function fileOf(key: string, answer: Omit<HttpAnswer, 'body'>, bytes: number): RemoteFile {
  const etag = headerOf(answer, 'etag') ?? headerOf(answer, 'content-md5')
  return { key, bytes, ...(etag && { etag }) }
}

/** How long the file is; undefined if the server does not tell. */
export function lengthIn(answer: Omit<HttpAnswer, 'body'>): number | undefined {
  const whole = /\/(\d+)$/.exec(headerOf(answer, 'content-range') ?? '')?.[1]
  const length = whole ?? (answer.status === 200 ? headerOf(answer, 'content-length') : undefined)
  return length === undefined ? undefined : Number(length)
}

/** Answers that may say that there is no such file. */
export const absent = [403, 404, 410]

/**
 * Whether an answer says that there is no such file. Buckets behind a web server that may be read but not listed answer 403
 * for what they do not have.
 */
export function isAbsent({ name, authorization }: WebClient, answer: HttpAnswer): boolean {
  if (answer.status !== 403) return absent.includes(answer.status)
  if (isBucket(answer) && authorization === noAuthorization) return true
  throw explainStatus(answer, name)
}

function isBucket(answer: HttpAnswer): boolean {
  return ['x-amz-request-id', 'x-guploader-uploadid'].some((header) => headerOf(answer, header) !== undefined)
}

const beyondTheEnd = 416

/** A file by its first byte; where the server tells no length, by all of them. */
export async function statByReading(client: WebClient, key: string): Promise<RemoteFile | undefined> {
  let told: RemoteFile | undefined
  let counted = 0
  const asking = {
    method: 'GET',
    at: key,
    headers: { range: 'bytes=0-0' },
    accept: [...absent, beyondTheEnd],
    begin: (answer: Omit<HttpAnswer, 'body'>) => {
      const bytes = lengthIn(answer)
      if (bytes !== undefined) told = fileOf(key, answer, bytes)
    },
    take: (piece: Uint8Array) => {
      if (told) throw new EnoughHeard()
      counted += piece.length
    },
  }
  try {
    const answer = await client.send(asking)
    if (isAbsent(client, answer)) return undefined
    return told ?? fileOf(key, answer, lengthIn(answer) ?? counted)
  } catch (error) {
    if (error instanceof EnoughHeard) return told
    throw error
  }
}

/** Ends an answer whose headers have said everything. */
class EnoughHeard extends Error {}
