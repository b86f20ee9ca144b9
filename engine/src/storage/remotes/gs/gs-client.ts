import type { StorageCall } from '../../progress.ts'
import type { FilePart } from '../remote-files.ts'
import type { Connection, Received, TakenAnswer } from '../transport/connection.ts'
import type { HttpAnswer, HttpRequest } from '../transport/http-request.ts'
import { headersForRest } from '../transport/request-headers.ts'
import { encodedText } from '../transport/strict-encoding.ts'
import type { GsAuthorization } from './gs-authorization.ts'
import { explainGs, explainUnreachable, isAskedTooMuch, isBucketMissing } from './gs-failures.ts'
import type { GsPlace } from './gs-place.ts'

export interface GsAsking {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** What of the API: `/storage/v1`, or that of content. A whole URL is asked as it is. */
  readonly service: '/storage/v1' | '/download/storage/v1' | '/upload/storage/v1' | URL
  /** Of an object, in the whole bucket; absent for all of them. */
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | FilePart
  readonly take?: (piece: Uint8Array) => void
  /** From which byte on. */
  readonly start?: number | undefined
  /** Whether an object that is not there is an answer as well. */
  readonly mayMiss?: boolean
  /** Other statuses that are an answer although they are no success. */
  readonly accept?: readonly number[]
  readonly call?: StorageCall | undefined
}

export interface GsClientOptions {
  readonly place: GsPlace
  /** Without `/` at the end. */
  readonly endpoint: string
  readonly connection: Connection
  readonly authorization: GsAuthorization
  close(): void
}

/** Speaks with one bucket, in the language of Google's JSON API. */
export class GsClient {
  readonly place: GsPlace
  readonly authorization: GsAuthorization
  readonly #options: GsClientOptions

  constructor(options: GsClientOptions) {
    this.place = options.place
    this.authorization = options.authorization
    this.#options = options
  }

  get concurrency(): number {
    return this.#options.connection.concurrency
  }

  /** A success, or what is accepted; undefined for an object that is not there, if it may miss. Otherwise a `Failure`. */
  async send(asking: GsAsking): Promise<TakenAnswer | undefined> {
    const { mayMiss = false, accept = [], start, call } = asking
    try {
      const answer = await this.#options.connection.send({
        make: (received) => this.#make(asking, received),
        explain: (refusal) => explainGs(refusal, this.place, asking),
        mend: (refusal, attempt) => this.#mend(refusal, attempt),
        accept: mayMiss ? [...accept, 404] : accept,
        start,
        call,
      })
      if (answer.status !== 404 || !mayMiss) return answer
      if (isBucketMissing(answer)) throw explainGs(answer, this.place, asking)
      return undefined
    } catch (error) {
      throw explainUnreachable(error, this.place.name, this.#options.endpoint)
    }
  }

  /** The same where nothing may miss. */
  async get(asking: GsAsking): Promise<TakenAnswer> {
    const answer = await this.send(asking)
    if (answer) return answer
    throw new Error(`${asking.method} was answered with nothing`)
  }

  close(): void {
    this.#options.close()
  }

  #mend(refusal: HttpAnswer, attempt: number): boolean {
    return isAskedTooMuch(refusal) || (attempt === 1 && refusal.status === 401 && this.authorization.renew())
  }

  async #make(asking: GsAsking, received: Received): Promise<HttpRequest> {
    const { method, body, take, headers } = asking
    const rest = headersForRest(received, 'if-match')
    const authorization = await this.authorization.headers()
    return {
      method,
      url: this.#urlOf(asking),
      headers: { ...headers, ...rest, ...authorization },
      ...(body && { body }),
      ...(take && { take }),
    }
  }

  #urlOf({ service, key, query = {} }: GsAsking): URL {
    if (service instanceof URL) return service
    const { endpoint, place } = this.#options
    const object = key === undefined ? '' : `/${encodedText(key)}`
    const words = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    const search = words.length === 0 ? '' : `?${words.join('&')}`
    return new URL(`${endpoint}${service}/b/${encodedText(place.bucket)}/o${object}${search}`)
  }
}
