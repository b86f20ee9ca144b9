import type { TakenAnswer } from '../transport/connection.ts'
import { headerOf } from '../transport/http-request.ts'
import type { WebAsking, WebClient } from '../web/web-client.ts'
import { explainStatus } from '../web/web-failures.ts'
import { noWebhdfs } from './webhdfs-failures.ts'

export interface WebhdfsOptions {
  /** Parameters that say who asks. */
  readonly identity: Readonly<Record<string, string>>
  /** What stands in for the service's own URL where it sends us on: data nodes may be reachable by a gateway only. */
  readonly dataProxy: string | undefined
}

export interface WebhdfsAsking extends Omit<WebAsking, 'at'> {
  readonly key: string
  readonly operation: string
  readonly parameters?: Readonly<Record<string, string>>
}

const service = '/webhdfs/v1'
const sendThere = 307

/** Speaks with a name node by operations on paths. */
export class WebhdfsClient {
  readonly #web: WebClient
  readonly #options: WebhdfsOptions

  constructor(web: WebClient, options: WebhdfsOptions) {
    this.#web = web
    this.#options = options
  }

  get name(): string {
    return this.#web.name
  }

  get concurrency(): number {
    return this.#web.concurrency
  }

  /** A success, or an answer of an accepted status. Otherwise a `Failure`. */
  send({ key, operation, parameters, ...asking }: WebhdfsAsking): Promise<TakenAnswer> {
    const at = new URL(this.#web.urlOf(key))
    at.pathname = `${service}${at.pathname}`
    at.search = new URLSearchParams({ op: operation, ...parameters, ...this.#options.identity }).toString()
    return this.#web.send({ ...asking, at, onward: (url) => this.#onward(url) })
  }

  /** Makes or replaces a file: asks where it may lie, and sends it there. */
  async create(
    key: string,
    { body, call }: Required<Pick<WebAsking, 'body'>> & Pick<WebAsking, 'call'>,
  ): Promise<void> {
    const parameters = { overwrite: 'true' }
    const answer = await this.send({ method: 'PUT', key, operation: 'CREATE', parameters, accept: [sendThere], call })
    const place = headerOf(answer, 'location')
    if (place === undefined) throw explainStatus(answer, this.name)
    const at = this.#onward(new URL(place, this.#web.base))
    const headers = { 'content-type': 'application/octet-stream' }
    await this.#web.send({ method: 'PUT', at, headers, body, call })
  }

  /** What an answer tells. */
  told<Told>({ body }: Pick<TakenAnswer, 'body'>): Told {
    try {
      return JSON.parse(body.toString()) as Told
    } catch {
      throw noWebhdfs(this.name)
    }
  }

  /** The path of a key in HDFS. */
  pathOf(key: string): string {
    return decodeURIComponent(this.#web.urlOf(key).pathname)
  }

  close(): void {
    this.#web.close()
  }

  #onward(url: URL): URL {
    const { dataProxy } = this.#options
    const own = `${this.#web.base.origin}${service}`
    return dataProxy === undefined ? url : new URL(url.href.replace(own, dataProxy))
  }
}
