import type { Failure } from '../../../foundation/base/index.ts'
import type { StorageCall } from '../../progress.ts'
import type { FilePart } from '../remote-files.ts'
import { type Connection, isAtEnd, type Received, type TakenAnswer } from '../transport/connection.ts'
import { type HttpAnswer, type HttpRequest, headerOf, isSuccess } from '../transport/http-request.ts'
import { headersForRest } from '../transport/request-headers.ts'
import type { Authorization } from './authorization.ts'
import { explainStatus } from './web-failures.ts'

export interface WebAsking {
  readonly method: string
  /** Below the remote's URL, or a whole URL. */
  readonly at: string | URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | FilePart
  readonly begin?: HttpRequest['begin']
  readonly take?: (piece: Uint8Array) => void
  /** From which byte on. */
  readonly start?: number | undefined
  readonly accept?: readonly number[]
  /** Where to go instead when it is sent on to this URL. */
  readonly onward?: (url: URL) => URL
  readonly call?: StorageCall | undefined
}

export interface WebClientOptions {
  /** The remote's URL, without a login. */
  readonly base: URL
  readonly name: string
  readonly connection: Connection
  readonly authorization: Authorization
  /** The failure that an answer tells of. */
  readonly explain?: (answer: HttpAnswer, name: string) => Failure
}

const mostRedirects = 10
const redirects = [301, 302, 303, 307, 308]

/** Speaks with one web server: shows who asks, and goes where it is sent. */
export class WebClient {
  readonly name: string
  readonly base: URL
  readonly authorization: Authorization
  readonly #connection: Connection
  readonly #explain: (answer: HttpAnswer, name: string) => Failure

  constructor({ base, name, connection, authorization, explain = explainStatus }: WebClientOptions) {
    this.base = base
    this.name = name
    this.authorization = authorization
    this.#connection = connection
    this.#explain = explain
  }

  get concurrency(): number {
    return this.#connection.concurrency
  }

  /** A success, or an answer of an accepted status. Otherwise a `Failure`. */
  async send(asking: WebAsking): Promise<TakenAnswer> {
    if (asking.body && this.authorization.needsChallenge) await this.#beChallenged(asking)
    const accept = [...(asking.accept ?? []), ...redirects]
    let { method } = asking
    let url = typeof asking.at === 'string' ? this.urlOf(asking.at) : asking.at
    for (let hops = 0; ; hops++) {
      const answer = await this.#ask({ ...asking, method, accept }, url)
      const next = redirects.includes(answer.status) ? headerOf(answer, 'location') : undefined
      if (asking.accept?.includes(answer.status) || isSuccess(answer) || isAtEnd(answer, asking)) return answer
      if (next === undefined || hops === mostRedirects) throw this.#explain(answer, this.name)
      method = methodAfter(answer, method)
      url = asking.onward?.(new URL(next, url)) ?? new URL(next, url)
    }
  }

  urlOf(key: string): URL {
    const url = new URL(this.base)
    const folder = url.pathname.replace(/\/+$/, '')
    url.pathname = key === '' ? folder : `${folder}/${key.split('/').map(encodeURIComponent).join('/')}`
    return url
  }

  close(): void {
    this.#connection.close()
  }

  #ask(asking: WebAsking, url: URL): Promise<TakenAnswer> {
    return this.#connection.send({
      make: (received) => this.#make(asking, url, received),
      explain: (answer) => this.#explain(answer, this.name),
      mend: (answer, attempt) => url.origin === this.base.origin && this.authorization.learn(answer, attempt),
      ...(asking.accept && { accept: asking.accept }),
      start: asking.start,
      call: asking.call,
    })
  }

  #make({ method, headers, body, begin, take }: WebAsking, url: URL, received: Received): HttpRequest {
    const rest = headersForRest(received, 'if-range')
    const login = url.origin === this.base.origin ? this.authorization.headersFor({ method, url }) : {}
    const all = { 'accept-encoding': 'identity', ...headers, ...rest, ...login }
    return {
      method,
      url,
      headers: all,
      ...(body && method !== 'GET' && { body }),
      ...(begin && { begin }),
      ...(take && { take }),
    }
  }

  /** So that the body is not sent to somebody who will only ask who we are. */
  async #beChallenged({ call }: WebAsking): Promise<void> {
    const accept = [...redirects, 400, 401, 403, 404, 405, 501]
    this.authorization.learn(await this.#ask({ method: 'HEAD', at: '', accept, call }, this.base), 1)
  }
}

/** Those who post a form are sent to its result; anything else is to be done again elsewhere. */
function methodAfter({ status }: HttpAnswer, method: string): string {
  const isPosted = method === 'POST' && (status === 301 || status === 302)
  return isPosted || (status === 303 && method !== 'HEAD') ? 'GET' : method
}
