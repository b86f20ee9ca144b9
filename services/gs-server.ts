import * as fs from 'node:fs'
import * as http from 'node:http'
import * as https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificates } from './certificates.ts'
import type { GsServer } from './fake-gcs-server.ts'
import type { GoogleLogin } from './google-login.ts'
import { answerGs, type GsAnswer, type GsQuestion, refusal } from './gs-answers.ts'
import { GsBucket } from './gs-bucket.ts'

/** Google's storage by the documents of its JSON API, in memory, with the bucket `plain`. */
export interface OwnGsServer extends GsServer {
  /** Every request: method and target, and the part of the content that it was about. */
  readonly asked: string[]
  /** What happens instead to the next requests that fit, once each. */
  readonly faults: Fault[]
}

export interface Fault {
  /** Looked for in what stands in `asked`. */
  readonly request: RegExp
  /** An answer, a connection that breaks in the middle, or so many bytes of a chunk that are kept. */
  readonly instead: GsAnswer | 'cut' | { readonly kept: number }
}

export interface GsServerOptions {
  /** Only who has a token of these is let in; everybody if it is left out. */
  readonly login?: GoogleLogin
  readonly certificates?: Certificates
}

export async function startGsServer(options: GsServerOptions = {}): Promise<OwnGsServer> {
  const asked: string[] = []
  const faults: Fault[] = []
  const buckets = new Map([['plain', new GsBucket()]])
  const listener: http.RequestListener = (request, response) => {
    asked.push(told(request))
    const instead = takenFault(faults, asked.at(-1)!)
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('error', () => undefined)
    request.on('end', () => {
      const question = questionOf(request, Buffer.concat(pieces))
      if (typeof instead === 'object' && 'status' in instead) return send(response, instead)
      const answer = answerFor(buckets, cutTo(question, instead), options.login)
      return instead === 'cut' ? cut(response, answer) : send(response, answer)
    })
  }
  const server = listening(listener, options.certificates)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `${options.certificates ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    faults,
    stop: () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  }
}

function listening(listener: http.RequestListener, certificates: Certificates | undefined): http.Server | https.Server {
  if (!certificates) return http.createServer(listener)
  const { cert, key } = certificates.server
  return https.createServer({ cert: fs.readFileSync(cert), key: fs.readFileSync(key) }, listener)
}

function told({ method, url, headers }: http.IncomingMessage): string {
  const range = headers['content-range'] ?? headers.range
  return `${method} ${url}${range ? ` ${range}` : ''}`
}

function takenFault(faults: Fault[], request: string): Fault['instead'] | undefined {
  const index = faults.findIndex((fault) => fault.request.test(request))
  return index < 0 ? undefined : faults.splice(index, 1)[0]!.instead
}

function answerFor(
  buckets: ReadonlyMap<string, GsBucket>,
  question: GsQuestion,
  login: GoogleLogin | undefined,
): GsAnswer {
  const { path, body, headers } = question
  if (login && path === '/token') return login.answer(new URLSearchParams(body.toString()))
  const isLetIn = !login || login.believed.has(String(headers.authorization).replace('Bearer ', ''))
  return isLetIn ? answerGs(buckets, question) : unknownCaller(question)
}

function questionOf(request: http.IncomingMessage, body: Buffer): GsQuestion {
  const { pathname, searchParams, origin } = new URL(request.url!, `http://${request.headers.host}`)
  const isSecure = 'encrypted' in request.socket
  return {
    method: request.method!,
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body,
    origin: isSecure ? origin.replace('http:', 'https:') : origin,
  }
}

function cutTo(question: GsQuestion, instead: Fault['instead'] | undefined): GsQuestion {
  const kept = typeof instead === 'object' && 'kept' in instead ? instead.kept : question.body.length
  return { ...question, body: question.body.subarray(0, kept) }
}

function unknownCaller({ headers }: GsQuestion): GsAnswer {
  if (headers.authorization !== undefined) return refusal(401, 'authError', 'Invalid Credentials')
  return refusal(401, 'required', 'Anonymous caller does not have storage.objects.get access to the object.')
}

function send(response: http.ServerResponse, { status, headers = {}, json, bytes }: GsAnswer): void {
  const body = bytes ?? (json === undefined ? '' : JSON.stringify(json))
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers })
  response.end(body)
}

/** Half of the content goes out, if there is any. */
function cut(response: http.ServerResponse, { status, headers = {}, bytes = Buffer.alloc(0) }: GsAnswer): void {
  if (bytes.length === 0) return void response.destroy()
  response.writeHead(status, { 'content-length': bytes.length, ...headers })
  response.write(bytes.subarray(0, bytes.length / 2), () => setImmediate(() => response.destroy()))
}
