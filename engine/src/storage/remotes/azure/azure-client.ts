import type { StorageCall } from '../../progress.ts'
import { PartBuffers } from '../part-buffers.ts'
import type { FilePart } from '../remote-files.ts'
import type { Connection, Received, TakenAnswer } from '../transport/connection.ts'
import { type HttpAnswer, type HttpRequest, headerOf } from '../transport/http-request.ts'
import { lengthOf } from '../transport/request-head.ts'
import { headersForRest } from '../transport/request-headers.ts'
import { encodedKey } from '../transport/strict-encoding.ts'
import type { AzureAuthorization } from './azure-authorization.ts'
import { explainAzure, explainUnreachable, isDamaged } from './azure-failures.ts'
import type { AzurePlace } from './azure-place.ts'

export interface AzureAsking {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** Of a blob, in the whole container; absent for the container itself. */
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | FilePart
  readonly take?: (piece: Uint8Array) => void
  /** From which byte on. */
  readonly start?: number | undefined
  /** Whether a blob that is not there is an answer as well. */
  readonly mayMiss?: boolean
  readonly call?: StorageCall | undefined
}

export interface AzureClientOptions {
  readonly place: AzurePlace
  /** Of the account, without `/` at the end. */
  readonly endpoint: string
  readonly connection: Connection
  readonly authorization: AzureAuthorization
  /** Seconds that the server may take for an answer. */
  readonly serverTimeout: number | undefined
}

/** The oldest that has all that is asked for. */
const protocolVersion = '2021-12-02'

/** Blocks of large files on their way at once, of 32 MB usually. */
const mostBlocks = 4

/** Speaks with one container. */
export class AzureClient {
  readonly place: AzurePlace
  readonly authorization: AzureAuthorization
  readonly blocks = new PartBuffers(mostBlocks)
  readonly #options: AzureClientOptions

  constructor(options: AzureClientOptions) {
    this.place = options.place
    this.authorization = options.authorization
    this.#options = options
  }

  get concurrency(): number {
    return this.#options.connection.concurrency
  }

  /** A success; undefined for a blob that is not there, if it may miss. Otherwise a `Failure`. */
  async send(asking: AzureAsking): Promise<TakenAnswer | undefined> {
    try {
      const answer = await this.#options.connection.send({
        make: (received) => this.#make(asking, received),
        explain: (refusal) => explainAzure(refusal, this.place, asking),
        mend: (refusal, attempt) =>
          attempt === 1 && (isDamaged(refusal) || (isNotBelieved(refusal) && this.authorization.renew())),
        ...(asking.mayMiss && { accept: [404] }),
        start: asking.start,
        call: asking.call,
      })
      if (answer.status !== 404) return answer
      if (isBlobMissing(answer)) return undefined
      throw explainAzure(answer, this.place, asking)
    } catch (error) {
      throw explainUnreachable(error, this.place.name, this.#options.endpoint)
    }
  }

  /** The same where nothing may miss. */
  async get(asking: AzureAsking): Promise<TakenAnswer> {
    const answer = await this.send(asking)
    if (answer) return answer
    throw new Error(`${asking.method} was answered with nothing`)
  }

  close(): void {
    this.#options.connection.close()
  }

  async #make(asking: AzureAsking, received: Received): Promise<HttpRequest> {
    const { method, body, take } = asking
    const rest = headersForRest(received, 'if-match')
    const own = { 'x-ms-version': protocolVersion, 'x-ms-date': new Date().toUTCString() }
    const request = await this.authorization.authorized({
      method,
      url: this.#urlOf(asking),
      headers: { ...asking.headers, ...rest, ...own },
      bytes: body === undefined ? 0 : lengthOf(body),
    })
    return { method, ...request, ...(body && { body }), ...(take && { take }) }
  }

  #urlOf({ key, query = {} }: AzureAsking): URL {
    const { endpoint, place, serverTimeout } = this.#options
    const url = new URL(`${endpoint}/${place.container}${key === undefined ? '' : `/${encodedKey(key)}`}`)
    const words = Object.entries({ ...query, ...(serverTimeout && { timeout: String(serverTimeout) }) })
    url.search = words.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
    return url
  }
}

function isNotBelieved(answer: HttpAnswer): boolean {
  return answer.status === 401 || headerOf(answer, 'x-ms-error-code') === 'AuthenticationFailed'
}

function isBlobMissing(answer: HttpAnswer): boolean {
  const code = headerOf(answer, 'x-ms-error-code')
  return code === undefined || code === 'BlobNotFound'
}
