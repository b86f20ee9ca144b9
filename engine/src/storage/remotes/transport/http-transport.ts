import * as fs from 'node:fs'
import * as http from 'node:http'
import * as https from 'node:https'
import { explainSystemError, Failure } from '../../../foundation/base/index.ts'
import type { FilePart } from '../remote-files.ts'
import type { HttpAnswer, HttpRequest } from './http-request.ts'

export interface TransportOptions {
  /** How many connections to keep, at most. */
  readonly connections: number
  /** Milliseconds without a byte after which an answer is given up. */
  readonly timeout: number
  readonly tls?: https.AgentOptions
}

/** Sends requests over connections that stay open. One request, one answer; whoever calls decides what to try again. */
export class HttpTransport {
  readonly #plain: http.Agent
  readonly #secure: https.Agent
  readonly #timeout: number

  constructor({ connections, timeout, tls }: TransportOptions) {
    const keep = { keepAlive: true, maxSockets: connections, maxFreeSockets: connections }
    this.#plain = new http.Agent(keep)
    this.#secure = new https.Agent({ ...keep, ...tls })
    this.#timeout = timeout
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
  }

  #begin({ method, url, headers, body, signal }: HttpRequest): http.ClientRequest {
    const isSecure = url.protocol === 'https:'
    const length = body === undefined ? {} : { 'content-length': String(lengthOf(body)) }
    return (isSecure ? https : http).request(url, {
      method,
      headers: { ...headers, ...length },
      agent: isSecure ? this.#secure : this.#plain,
      timeout: this.#timeout,
      ...(signal && { signal }),
    })
  }
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

function sendPart(outgoing: http.ClientRequest, { file, start, bytes }: FilePart): void {
  const pieces = fs.createReadStream(file, { start, end: start + bytes - 1, highWaterMark: pieceBytes })
  pieces.on('error', (error) => outgoing.destroy(explainSystemError(error) as Error))
  pieces.on('end', () => pieces.bytesRead < bytes && outgoing.destroy(gotShorter(file)))
  outgoing.on('close', () => pieces.destroy())
  pieces.pipe(outgoing)
}

/** The server waits for the rest, which will never come. */
export function gotShorter(file: string): Failure {
  return new Failure('conflict', `'${file}' got shorter while it was sent.`, {
    hint: 'Run the command again when nothing writes to it.',
  })
}

const pieceBytes = 256 << 10

function receive(incoming: http.IncomingMessage, { begin, take }: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const { headers, statusCode: status = 0 } = incoming
    const pieces: Buffer[] = []
    const isTaken = take !== undefined && status >= 200 && status < 300
    if (isTaken) begin?.({ status, headers })
    const keep = isTaken ? take : (piece: Buffer) => pieces.push(piece)
    incoming.on('data', (piece: Buffer) => {
      try {
        keep(piece)
      } catch (error) {
        reject(error)
        incoming.destroy()
      }
    })
    incoming.on('end', () => resolve({ status, headers, body: Buffer.concat(pieces) }))
    incoming.on('error', reject)
    incoming.on('close', () => reject(cutOff()))
  })
}

function timedOut(url: URL): Error {
  return Object.assign(new Error(`no answer from ${url.host}`), { code: 'ETIMEDOUT' })
}

function cutOff(): Error {
  return Object.assign(new Error('the answer was cut off'), { code: 'ECONNRESET' })
}
