import * as fs from 'node:fs'
import * as http from 'node:http'
import * as https from 'node:https'
import { explainSystemError } from '../../../foundation/base/index.ts'
import { gotShorter } from '../part-of-content.ts'
import type { FilePart } from '../remote-files.ts'
import type { HttpAnswer, HttpRequest } from './http-request.ts'
import { proxyHeaders } from './proxies.ts'
import { tunnelAgent } from './proxy-tunnel.ts'
import { stopWith } from './stop-with.ts'

export interface TransportOptions {
  /** How many connections to keep, at most. */
  readonly connections: number
  /** Milliseconds without a byte after which an answer is given up. */
  readonly timeout: number
  readonly tls?: https.AgentOptions
  /** Milliseconds that making a connection may take; as long as an answer, if left out. */
  readonly connectTimeout?: number
  /** The proxy to reach a URL through, if there is one. */
  readonly proxyOf?: (url: URL) => URL | undefined
}

/** Sends requests over connections that stay open. One request, one answer; whoever calls decides what to try again. */
export class HttpTransport {
  readonly #plain: http.Agent
  readonly #secure: https.Agent
  readonly #options: TransportOptions
  readonly #keep: https.AgentOptions
  #tunnel: https.Agent | undefined

  constructor(options: TransportOptions) {
    const { connections, tls } = options
    this.#options = options
    this.#keep = { keepAlive: true, maxSockets: connections, maxFreeSockets: connections }
    this.#plain = new http.Agent(this.#keep)
    this.#secure = new https.Agent({ ...this.#keep, ...tls })
  }

  /** Throws the system's error where no whole answer arrives. */
  send(request: HttpRequest): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const outgoing = this.#begin(request)
      outgoing.on('error', reject)
      outgoing.on('timeout', () => outgoing.destroy(timedOut(request.url)))
      outgoing.on('response', (incoming) => void receive(incoming, request).then(resolve, reject))
      sendBody(outgoing, request.body)
    })
  }

  close(): void {
    this.#plain.destroy()
    this.#secure.destroy()
    this.#tunnel?.destroy()
  }

  #begin({ method, url, headers, body, signal }: HttpRequest): http.ClientRequest {
    const proxy = this.#options.proxyOf?.(url)
    const length = body === undefined ? {} : { 'content-length': String(lengthOf(body)) }
    const { timeout, connectTimeout } = this.#options
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      timeout,
      ...this.#way(url, proxy),
      headers: { ...headers, ...length, ...(proxy && url.protocol === 'http:' && inProxy(url, proxy)) },
    })
    if (signal) stopWith(signal, outgoing)
    if (connectTimeout !== undefined) limitConnecting(outgoing, connectTimeout, url)
    return outgoing
  }

  /** Proxies pass on plain requests themselves, and bytes of TLS without a look. */
  #way(url: URL, proxy: URL | undefined): https.RequestOptions {
    if (url.protocol === 'https:') return { agent: proxy ? this.#tunnelThrough(proxy) : this.#secure }
    if (!proxy) return { agent: this.#plain }
    return {
      agent: this.#plain,
      host: proxy.hostname,
      hostname: proxy.hostname,
      port: proxy.port || 80,
      path: url.href,
    }
  }

  #tunnelThrough(proxy: URL): https.Agent {
    this.#tunnel ??= tunnelAgent(proxy, { ...this.#keep, ...this.#options.tls })
    return this.#tunnel
  }
}

function inProxy(url: URL, proxy: URL): Record<string, string> {
  return { host: url.host, ...proxyHeaders(proxy) }
}

function limitConnecting(outgoing: http.ClientRequest, milliseconds: number, url: URL): void {
  outgoing.on('socket', (socket) => {
    if (!socket.connecting) return
    const timer = setTimeout(() => outgoing.destroy(timedOut(url)), milliseconds)
    socket.once('connect', () => clearTimeout(timer))
    socket.once('close', () => clearTimeout(timer))
  })
}

export function lengthOf(body: NonNullable<HttpRequest['body']>): number {
  return body instanceof Uint8Array ? body.length : body.bytes
}

function sendBody(outgoing: http.ClientRequest, body: HttpRequest['body']): void {
  if (body === undefined || body instanceof Uint8Array) {
    outgoing.end(body)
    return
  }
  if (body.bytes === 0) outgoing.end()
  else sendPart(outgoing, body)
}

function sendPart(outgoing: http.ClientRequest, { file, start, bytes, whenRead }: FilePart): void {
  const pieces = fs.createReadStream(file, { start, end: start + bytes - 1, highWaterMark: pieceBytes })
  pieces.on('error', (error) => outgoing.destroy(explainSystemError(error) as Error))
  if (whenRead) pieces.on('data', (piece) => whenRead(piece.length))
  pieces.on('end', () => pieces.bytesRead < bytes && outgoing.destroy(gotShorter(file)))
  outgoing.on('close', () => pieces.destroy())
  pieces.pipe(outgoing)
}

const pieceBytes = 256 << 10

function receive(incoming: http.IncomingMessage, { begin, take }: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const { headers, statusCode: status = 0 } = incoming
    const pieces: Buffer[] = []
    const isTaken = take !== undefined && status >= 200 && status < 300
    const keep = isTaken ? take : (piece: Buffer) => pieces.push(piece)
    const attempt = (work: () => void) => {
      try {
        work()
      } catch (error) {
        reject(error)
        incoming.destroy()
      }
    }
    if (isTaken) attempt(() => begin?.({ status, headers }))
    incoming.on('data', (piece: Buffer) => attempt(() => keep(piece)))
    incoming.on('end', () => resolve({ status, headers, body: Buffer.concat(pieces) }))
    incoming.on('error', reject)
    incoming.on('close', () => incoming.complete || reject(cutOff()))
  })
}

function timedOut(url: URL): Error {
  return Object.assign(new Error(`no answer from ${url.host}`), { code: 'ETIMEDOUT' })
}

function cutOff(): Error {
  return Object.assign(new Error('the answer was cut off'), { code: 'ECONNRESET' })
}
