import * as http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface ProxiedAnswer {
  readonly status: number
  readonly headers: http.OutgoingHttpHeaders
  readonly body: Buffer
}

/** What goes wrong with a request on its way, and with its answer. */
export interface Fault {
  /** What is answered without asking the server. */
  readonly instead?: Partial<ProxiedAnswer>
  /** The connection is reset in the middle of the request, or the server gets other bytes. */
  readonly request?: 'cut' | 'altered'
  /** What becomes of the answer. */
  readonly change?: (answer: ProxiedAnswer) => ProxiedAnswer
  /** How the answer ends: nothing of it comes, it is reset in the middle, it just ends there, or nothing more comes. */
  readonly end?: 'lost' | 'cut' | 'short' | 'held'
  /** How late the answer is. */
  readonly milliseconds?: number
}

export interface Disturbance {
  readonly fault: Fault
  /** Which requests are meant; all of them if left out. */
  readonly isMeant?: (request: http.IncomingMessage) => boolean
  /** How often it happens to a request, told by its method and URL from others; always if left out. */
  readonly times?: number
}

/** Stands before a server and passes on what it is asked for, unless it is told to disturb that. */
export interface FaultyProxy {
  readonly url: string
  /** The method and path of what was disturbed. */
  readonly disturbed: string[]
  /** How many bytes the bodies of answers had that were not disturbed, since it was told last what to disturb. */
  answeredBytes(): number
  /** From now on; nothing any more if left out. */
  disturb(disturbance?: Disturbance): void
  stop(): Promise<void>
}

/** Where the server sends on to others, the way there leads through the proxy as well. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const disturbed: string[] = []
  const seen = new Map<string, number>()
  let current: Disturbance | undefined
  let answered = 0
  const faultFor = (request: http.IncomingMessage): Fault => {
    if (current === undefined || current.isMeant?.(request) === false) return {}
    const name = `${request.method} ${request.url}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    if (times > (current.times ?? times)) return {}
    disturbed.push(name)
    return current.fault
  }
  const server = http.createServer((request, response) => {
    pass(target, request, response, faultFor(request)).then(
      (bytes) => {
        answered += bytes
      },
      () => request.socket.resetAndDestroy(),
    )
  })
  // Longer than anybody waits before asking again: a connection that just ends then would be one disturbance more.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    disturbed,
    answeredBytes: () => answered,
    disturb: (disturbance) => {
      current = disturbance
      seen.clear()
      disturbed.length = 0
      answered = 0
    },
    stop: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  }
}

/** How many bytes the answer's body had. Rejects where the client shall see a connection that is reset. */
async function pass(
  target: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  fault: Fault,
): Promise<number> {
  const length = Number(request.headers['content-length'] ?? 0)
  if (fault.request === 'cut' && length === 0) throw new Error('the request is lost')
  const body = await collected(request, fault.request === 'cut' ? Math.floor(length / 2) : length)
  const sent = fault.request === 'altered' ? altered(body) : body
  const whole = fault.instead ? { ...nothingSaid, ...fault.instead } : await asked(target, request, sent)
  await pause(fault.milliseconds ?? 0)
  if (fault.end === 'lost') throw new Error('the answer is lost')
  return give(fault.change?.(whole) ?? whole, request, response, fault.end)
}

const nothingSaid: ProxiedAnswer = { status: 200, headers: {}, body: Buffer.alloc(0) }

function collected(request: http.IncomingMessage, bytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let left = bytes
    const enough = () => resolve(Buffer.concat(pieces).subarray(0, bytes))
    request.on('data', (piece: Buffer) => {
      pieces.push(piece)
      left -= piece.length
      if (left < 0) enough()
    })
    request.on('end', enough).on('error', reject)
  })
}

const furtherOn = /^\/~(\d+)(?=\/)/

/** The server's whole answer; rejects after a request that was cut, of which the server gets a part. */
function asked(target: string, request: http.IncomingMessage, body: Buffer): Promise<ProxiedAnswer> {
  return new Promise((resolve, reject) => {
    const port = furtherOn.exec(request.url!)?.[1] ?? new URL(target).port
    const path = request.url!.replace(furtherOn, '')
    const { method = 'GET', headers } = request
    const onward = http.request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: onwardHere(answer, request), body: Buffer.concat(pieces) }),
      )
    })
    onward.on('error', reject)
    if (body.length === Number(headers['content-length'] ?? 0)) onward.end(body)
    else onward.write(body, () => onward.destroy(new Error('the request is cut')))
  })
}

function onwardHere({ headers }: http.IncomingMessage, request: http.IncomingMessage): http.OutgoingHttpHeaders {
  const { 'transfer-encoding': _, connection: __, location, ...others } = headers
  const here = location?.replace(/^http:\/\/127\.0\.0\.1:(\d+)/, `http://${request.headers.host}/~$1`)
  return { ...others, ...(here && { location: here }) }
}

async function give(
  { status, headers, body }: ProxiedAnswer,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  end: Fault['end'],
): Promise<number> {
  const isWhole = end === undefined || (end === 'held' && body.length === 0)
  if (!isWhole && body.length === 0) throw new Error('there is nothing to cut')
  const hasBody = request.method !== 'HEAD' && status !== 204
  response.writeHead(status, { ...headers, ...(hasBody && { 'content-length': body.length }) })
  if (isWhole) {
    response.end(body)
    return body.length
  }
  const socket = response.socket as Socket
  await new Promise<void>((resolve) => response.write(body.subarray(0, body.length / 2), () => resolve()))
  if (end === 'cut') socket.resetAndDestroy()
  else if (end === 'short') socket.end()
  return 0
}

/** The same bytes but for one. */
export function altered(bytes: Buffer): Buffer {
  const others = Buffer.from(bytes)
  if (others.length > 0) others[others.length >> 1]! ^= 1
  return others
}
