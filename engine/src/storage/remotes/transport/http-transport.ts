import type * as tls from 'node:tls'
import { Exchange } from './exchange.ts'
import type { HttpAnswer, HttpRequest } from './http-request.ts'
import { openPlain, SecureSockets } from './open-socket.ts'
import { proxyHeaders } from './proxies.ts'
import { stopWith } from './stop-with.ts'
import { Wires } from './wires.ts'

export interface TransportOptions {
  /** How many connections to keep to one place, at most. */
  readonly connections: number
  /** Milliseconds without a byte after which an answer is given up. */
  readonly timeout: number
  readonly tls?: tls.ConnectionOptions
  /** Milliseconds that making a connection may take; as long as an answer, if left out. */
  readonly connectTimeout?: number
  /** The proxy to reach a URL through, if there is one. */
  readonly proxyOf?: (url: URL) => URL | undefined
}

/** Sends requests over connections that stay open. One request, one answer; whoever calls decides what to try again. */
export class HttpTransport {
  readonly #options: TransportOptions
  readonly #places = new Map<string, Wires>()

  constructor(options: TransportOptions) {
    this.#options = options
  }

  /** Throws the system's error where no whole answer arrives. */
  send(request: HttpRequest): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const { url, signal } = request
      const proxy = this.#options.proxyOf?.(url)
      const isPassedOn = proxy !== undefined && url.protocol === 'http:'
      const exchange = new Exchange(isPassedOn ? forProxy(request, proxy) : request, resolve, reject)
      if (signal) stopWith(signal, exchange)
      if (exchange.isOver) return
      this.#wiresTo(url, proxy).carry(exchange, isPassedOn ? withoutFragment(url) : `${url.pathname}${url.search}`)
    })
  }

  close(): void {
    for (const wires of this.#places.values()) wires.close()
  }

  #wiresTo(url: URL, proxy: URL | undefined): Wires {
    const place = `${url.protocol}//${url.host} ${proxy?.href ?? ''}`
    let wires = this.#places.get(place)
    if (!wires) this.#places.set(place, (wires = this.#newWires(url, proxy)))
    return wires
  }

  /** Proxies pass on plain requests themselves, and bytes of TLS without a look. */
  #newWires(url: URL, proxy: URL | undefined): Wires {
    const { connections: most, timeout, connectTimeout = timeout, tls } = this.#options
    const options = { connectTimeout, ...(tls && { tls }) }
    const secure = new SecureSockets(options, proxy)
    const open = url.protocol === 'https:' ? () => secure.open(url) : () => openPlain(proxy ?? url, options)
    return new Wires({ most, timeout, open })
  }
}

function forProxy(request: HttpRequest, proxy: URL): HttpRequest {
  return { ...request, headers: { host: request.url.host, ...request.headers, ...proxyHeaders(proxy) } }
}

function withoutFragment({ protocol, host, pathname, search }: URL): string {
  return `${protocol}//${host}${pathname}${search}`
}
