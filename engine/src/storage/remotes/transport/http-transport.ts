import type * as net from 'node:net'
import type * as tls from 'node:tls'
import { Exchange } from './exchange.ts'
import type { Address, HttpAnswer, HttpRequest } from './http-request.ts'
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

interface Way {
  readonly wires: Wires
  /** The proxy that is asked in place of the server. */
  readonly passedOnBy: URL | undefined
}

/** Sends requests over connections that stay open. One request, one answer; whoever calls decides what to try again. */
export class HttpTransport {
  readonly #options: TransportOptions
  readonly #ways = new Map<string, Way>()
  readonly #opening = new Set<net.Socket>()

  constructor(options: TransportOptions) {
    this.#options = options
  }

  /** Throws the system's error where no whole answer arrives. */
  send(request: HttpRequest): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const { url, signal } = request
      const { wires, passedOnBy } = this.#wayTo(url)
      const exchange = new Exchange(passedOnBy ? forProxy(request, passedOnBy) : request, resolve, reject)
      if (signal) stopWith(signal, exchange)
      if (!exchange.isOver) wires.carry(exchange, `${passedOnBy ? originOf(url) : ''}${url.pathname}${url.search}`)
    })
  }

  close(): void {
    for (const socket of this.#opening) socket.destroy()
    for (const { wires } of this.#ways.values()) wires.close()
  }

  /** Proxies pass on plain requests themselves, and bytes of TLS without a look. */
  #wayTo(address: Address): Way {
    const origin = originOf(address)
    let way = this.#ways.get(origin)
    if (!way) {
      const url = new URL(origin)
      const proxy = this.#options.proxyOf?.(url)
      way = { wires: this.#wiresTo(url, proxy), passedOnBy: url.protocol === 'http:' ? proxy : undefined }
      this.#ways.set(origin, way)
    }
    return way
  }

  #wiresTo(url: URL, proxy: URL | undefined): Wires {
    const { connections: most, timeout, connectTimeout = timeout, tls } = this.#options
    const options = { connectTimeout, opening: this.#opening, ...(tls && { tls }) }
    const secure = new SecureSockets(options, proxy)
    const open = url.protocol === 'https:' ? () => secure.open(url) : () => openPlain(proxy ?? url, options)
    return new Wires({ most, timeout, open })
  }
}

function forProxy(request: HttpRequest, proxy: URL): HttpRequest {
  return { ...request, headers: { host: request.url.host, ...request.headers, ...proxyHeaders(proxy) } }
}

function originOf({ protocol, host }: Address): string {
  return `${protocol}//${host}`
}
