import { createHash, randomUUID } from 'node:crypto'
import * as http from 'node:http'
import * as https from 'node:https'
import type { AddressInfo } from 'node:net'

type Handler = http.RequestListener

export interface WebServerOptions {
  /** Says whether a request may come in; if not, with which headers it is refused. */
  readonly guard?: (request: http.IncomingMessage) => http.OutgoingHttpHeaders | undefined
  /** Methods that are answered with 405. */
  readonly without?: readonly string[]
  /** Whether it tells how long files are and gives parts of them. */
  readonly tellsLengths?: boolean
  readonly tls?: https.ServerOptions
  /** Where to be sent on to from a path. */
  readonly sendOn?: (path: string) => string
  /** How it answers when it does not have a file; 404 if left out. */
  readonly absentStatus?: number
  /** Any free one if left out. */
  readonly port?: number
  /** Sent with every answer. */
  readonly headers?: http.OutgoingHttpHeaders
}

/** A small web server over files in memory that takes what is sent to it. */
export interface WebServer {
  readonly url: string
  readonly files: Map<string, Buffer>
  /** Methods and paths, as they were asked for. */
  readonly asked: string[]
  stop(): Promise<void>
}

export async function startWebServer(options: WebServerOptions = {}): Promise<WebServer> {
  const files = new Map<string, Buffer>()
  const asked: string[] = []
  const answer: Handler = (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    for (const [name, value] of Object.entries(options.headers ?? {})) response.setHeader(name, value!)
    const refusal = options.guard?.(request)
    if (refusal) response.writeHead(401, refusal).end('who are you?')
    else if (options.without?.includes(request.method!)) response.writeHead(405).end()
    else if (options.sendOn) response.writeHead(307, { location: options.sendOn(request.url!) }).end()
    else serve(files, request, response, options)
  }
  const server = options.tls ? https.createServer(options.tls, answer) : http.createServer(answer)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    files,
    asked,
    stop: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  }
}

function serve(
  files: Map<string, Buffer>,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  { tellsLengths = true, absentStatus = 404 }: WebServerOptions,
): void {
  const name = decodeURIComponent(new URL(request.url!, 'http://x').pathname)
  const content = files.get(name)
  if (request.method === 'POST' || request.method === 'PUT') return take(files, name, request, response)
  if (request.method === 'DELETE') return void response.writeHead(files.delete(name) ? 204 : 404).end()
  if (!content) return void response.writeHead(absentStatus).end()
  const [, first, last] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? []
  if (first === undefined || !tellsLengths) return sendWhole(content, request, response, tellsLengths)
  if (Number(first) >= content.length)
    return void response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end()
  const end = last ? Math.min(Number(last), content.length - 1) : content.length - 1
  response.writeHead(206, { 'content-range': `bytes ${first}-${end}/${content.length}`, etag: etagOf(content) })
  response.end(content.subarray(Number(first), end + 1))
}

function sendWhole(
  content: Buffer,
  { method }: http.IncomingMessage,
  response: http.ServerResponse,
  tellsLengths: boolean,
): void {
  if (tellsLengths) response.setHeader('content-length', content.length).setHeader('etag', etagOf(content))
  else response.setHeader('transfer-encoding', 'chunked')
  response.end(method === 'HEAD' ? undefined : content)
}

function take(
  files: Map<string, Buffer>,
  name: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): void {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    const content = Buffer.concat(pieces)
    const wanted = request.headers['content-md5']
    if (wanted && wanted !== createHash('md5').update(content).digest('base64')) {
      response.writeHead(400).end('other bytes')
      return
    }
    files.set(name, content)
    response.writeHead(201).end()
  })
}

function etagOf(content: Buffer): string {
  return `"${createHash('md5').update(content).digest('hex')}"`
}

/** Lets those in who send this header. */
export function headerGuard(name: string, value: string): NonNullable<WebServerOptions['guard']> {
  return ({ headers }) => (headers[name] === value ? undefined : {})
}

export function basicGuard(user: string, password: string): NonNullable<WebServerOptions['guard']> {
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  return ({ headers }) => (headers.authorization === wanted ? undefined : { 'www-authenticate': 'Basic realm="test"' })
}

/** Gives each number for a few answers only, as servers do to find out those who send old ones again. */
export function digestGuard(
  user: string,
  password: string,
  usesOfNumber: number,
): NonNullable<WebServerOptions['guard']> {
  const uses = new Map<string, number>()
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  return ({ headers, method }) => {
    const given = new Map(
      Array.from((headers.authorization ?? '').matchAll(/(\w+)="?([^",]*)/g), ([, name, value]) => [name!, value!]),
    )
    const left = uses.get(given.get('nonce') ?? '') ?? 0
    const secret = md5(`${user}:test:${password}`)
    const asked = md5(`${method}:${given.get('uri')}`)
    const counted = [given.get('nonce'), given.get('nc'), given.get('cnonce'), given.get('qop')].join(':')
    const isRight = given.get('username') === user && given.get('response') === md5(`${secret}:${counted}:${asked}`)
    if (isRight && left > 0) return void uses.set(given.get('nonce')!, left - 1)
    const fresh = randomUUID()
    uses.set(fresh, usesOfNumber)
    return { 'www-authenticate': `Digest realm="test", nonce="${fresh}", qop="auth", algorithm=MD5, stale=${isRight}` }
  }
}
