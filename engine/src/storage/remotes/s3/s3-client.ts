import type { StorageCall } from '../../progress.ts'
import { PartBuffers } from '../part-buffers.ts'
import type { FilePart } from '../remote-files.ts'
import type { Connection, Received, TakenAnswer } from '../transport/connection.ts'
import { type Address, type HttpAnswer, type HttpRequest, headerOf } from '../transport/http-request.ts'
import { headersForRest } from '../transport/request-headers.ts'
import { encodedKey, encodedText } from '../transport/strict-encoding.ts'
import { textOf } from '../transport/xml.ts'
import { explainAnswer, isDamaged } from './s3-failures.ts'
import type { S3Settings } from './s3-settings.ts'
import { type RequestSigner, type SignableRequest } from './sign.ts'

export interface S3Asking {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** Of an object, in the whole bucket; absent for the bucket itself. */
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | FilePart
  readonly take?: (piece: Uint8Array) => void
  /** From which byte on. */
  readonly start?: number | undefined
  readonly accept?: readonly number[]
  readonly call?: StorageCall | undefined
}

/** Parts of large files on their way at once, of 16 MB usually. */
const mostParts = 6

/** Speaks with one bucket. */
export class S3Client {
  readonly settings: S3Settings
  readonly name: string
  readonly parts = new PartBuffers(mostParts)
  readonly #connection: Connection
  readonly #sign: RequestSigner
  readonly #bucket: { readonly protocol: string; readonly host: string; readonly base: string }
  #region: string

  constructor(name: string, settings: S3Settings, connection: Connection, sign: RequestSigner) {
    this.name = name
    this.settings = settings
    this.#connection = connection
    this.#sign = sign
    this.#region = settings.region
    this.#bucket = placeOf(settings)
  }

  get concurrency(): number {
    return this.#connection.concurrency
  }

  /** A success, or an answer of an accepted status. Otherwise a `Failure`. */
  send(asking: S3Asking): Promise<TakenAnswer> {
    return this.#connection.send({
      make: (received) => this.#make(asking, received),
      explain: (answer) => explainAnswer(answer, this.name, this.settings, asking),
      mend: (answer, attempt) => this.#learnRegion(answer) || (attempt === 1 && isDamaged(answer)),
      ...(asking.accept && { accept: asking.accept }),
      start: asking.start,
      call: asking.call,
    })
  }

  close(): void {
    this.#connection.close()
  }

  #make(asking: S3Asking, received: Received): HttpRequest | Promise<HttpRequest> {
    const { method, body, take } = asking
    const rest = headersForRest(received, 'if-match')
    const url = this.#addressOf(asking)
    const path = `${url.pathname}${url.search}`
    const signable: SignableRequest = { method, host: url.host, path, headers: { ...asking.headers, ...rest } }
    const signed = this.#sign(signable, this.#region)
    const whole = (headers: Record<string, string>) => ({
      method,
      url,
      headers,
      ...(body && { body }),
      ...(take && { take }),
    })
    return signed instanceof Promise ? signed.then(whole) : whole(signed)
  }

  #addressOf({ key, query = {} }: S3Asking): Address {
    const { protocol, host, base } = this.#bucket
    const words = Object.entries(query).map(([name, value]) => `${encodedText(name)}=${encodedText(value)}`)
    const search = words.length === 0 ? '' : `?${words.join('&')}`
    return { protocol, host, pathname: key === undefined ? base || '/' : `${base}/${encodedKey(key)}`, search }
  }

  /** A bucket of another region says so; from then on requests are signed for that one. */
  #learnRegion(answer: HttpAnswer): boolean {
    const region = headerOf(answer, 'x-amz-bucket-region') ?? textOf(answer.body.toString(), 'Region')
    if (!region || region === this.#region) return false
    this.#region = region
    return true
  }
}

/** Where the bucket is: in the name of the host, or in the path. */
function placeOf({ endpoint, bucket, isPathStyle }: S3Settings) {
  const base = endpoint.pathname.replace(/\/$/, '')
  return isPathStyle
    ? { protocol: endpoint.protocol, host: endpoint.host, base: `${base}/${bucket}` }
    : { protocol: endpoint.protocol, host: `${bucket}.${endpoint.host}`, base }
}
