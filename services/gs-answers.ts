import type { IncomingHttpHeaders } from 'node:http'
import { type GsBucket, md5Of, type Version } from './gs-bucket.ts'

export interface GsQuestion {
  readonly method: string
  /** Encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Where the server is, as who asks calls it. */
  readonly origin: string
}

export interface GsAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly bytes?: Buffer
}

const service = /^\/(upload\/|download\/)?storage\/v1\/b\/([^/]+)\/o(?:\/([^/]+))?$/

/** What Google's JSON API answers, as far as remotes ask it. */
export function answerGs(buckets: ReadonlyMap<string, GsBucket>, question: GsQuestion): GsAnswer {
  const [, kind, bucketName, name] = service.exec(question.path) ?? []
  if (bucketName === undefined) return refusal(404, 'notFound', 'Not Found')
  const bucket = buckets.get(decodeURIComponent(bucketName))
  if (!bucket) return refusal(404, 'notFound', 'The specified bucket does not exist.')
  if (kind === 'upload/') return question.query.has('upload_id') ? goOn(bucket, question) : write(bucket, question)
  if (name === undefined) return list(bucket, question)
  return question.method === 'DELETE'
    ? remove(bucket, decodeURIComponent(name))
    : read(bucket, decodeURIComponent(name), question)
}

export function refusal(status: number, reason: string, message: string): GsAnswer {
  return { status, json: { error: { code: status, message, errors: [{ reason, message, domain: 'global' }] } } }
}

function noObject(name: string): GsAnswer {
  return refusal(404, 'notFound', `No such object: plain/${name}`)
}

function list(bucket: GsBucket, { query }: GsQuestion): GsAnswer {
  const { versions, next } = bucket.list(query.get('prefix') ?? '', query.get('pageToken') ?? '')
  return { status: 200, json: { items: versions.map(described), ...(next && { nextPageToken: next }) } }
}

function described({ name, generation, content }: Version) {
  return { kind: 'storage#object', name, generation, size: String(content.length), etag: md5Of(content) }
}

function read(bucket: GsBucket, name: string, { query, headers }: GsQuestion): GsAnswer {
  const version = bucket.find(name, query.get('generation') ?? undefined)
  if (!version) return noObject(name)
  if (query.get('alt') !== 'media') return { status: 200, json: described(version) }
  const etag = md5Of(version.content)
  if ((headers['if-match'] ?? etag) !== etag) return refusal(412, 'conditionNotMet', 'Precondition Failed')
  const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
  const own = { etag, 'x-goog-generation': version.generation }
  return { status: start > 0 ? 206 : 200, headers: own, bytes: version.content.subarray(start) }
}

function remove(bucket: GsBucket, name: string): GsAnswer {
  return bucket.remove(name) ? { status: 204 } : noObject(name)
}

function write(bucket: GsBucket, question: GsQuestion): GsAnswer {
  if (question.query.get('uploadType') === 'resumable') return begin(bucket, question)
  const boundary = /boundary=(.+)$/.exec(question.headers['content-type'] ?? '')?.[1] ?? ''
  const [description, content] = partsOf(question.body, boundary)
  const { name, md5Hash } = JSON.parse(description!.toString())
  return written(bucket.put(name, content!, md5Hash))
}

/** The contents of a body in parts, each after its own headers. */
function partsOf(body: Buffer, boundary: string): Buffer[] {
  const parts: Buffer[] = []
  const line = `--${boundary}`
  for (let start = body.indexOf(line); ; ) {
    const end = body.indexOf(`\r\n${line}`, start + line.length)
    if (end < 0) return parts
    parts.push(body.subarray(body.indexOf('\r\n\r\n', start) + 4, end))
    start = end + 2
  }
}

function begin(bucket: GsBucket, { path, query, body, origin }: GsQuestion): GsAnswer {
  const { md5Hash } = JSON.parse(body.toString())
  const id = bucket.begin(query.get('name') ?? '', md5Hash)
  return { status: 200, headers: { location: `${origin}${path}?uploadType=resumable&upload_id=${id}` } }
}

function goOn(bucket: GsBucket, { query, headers, body }: GsQuestion): GsAnswer {
  const id = query.get('upload_id')!
  const [, start = '0', total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '') ?? []
  const there = bucket.extend(id, Number(start), body)
  if (there === undefined) return refusal(404, 'notFound', 'No such upload session')
  if (there === Number(total)) return written(bucket.end(id))
  return { status: 308, headers: there === 0 ? {} : { range: `bytes=0-${there - 1}` } }
}

function written(version: Version | undefined): GsAnswer {
  if (version) return { status: 200, json: described(version) }
  return refusal(400, 'invalid', "Provided MD5 hash doesn't match calculated MD5 hash")
}
