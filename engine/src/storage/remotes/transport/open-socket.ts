import * as net from 'node:net'
import type * as tls from 'node:tls'
import { openTunnel } from './proxy-tunnel.ts'
import { timedOut } from './timed-out.ts'

export interface SocketOptions {
  /** Milliseconds that it may take until it is open. */
  readonly connectTimeout: number
  readonly tls?: tls.ConnectionOptions
  /** Has those that are not open yet, for whoever does not want them any more. */
  readonly opening: Set<net.Socket>
}

/** An open connection. */
export interface OpenSocket {
  readonly socket: net.Socket
  /** Hands over what arrives; a piece holds only until `hear` returns, because the next one may be in the same place. */
  listen(hear: (piece: Buffer) => void): void
}

const arrivingBytes = 128 << 10
const plainPort = 80
const securePort = 443

/** A connection to the machine of a URL, without TLS. One buffer takes all that arrives: answers are small and many. */
export async function openPlain(url: URL, options: SocketOptions): Promise<OpenSocket> {
  let hear: (piece: Buffer) => void = () => undefined
  const arriving = Buffer.allocUnsafeSlow(arrivingBytes)
  const callback = (bytes: number) => {
    hear(arriving.subarray(0, bytes))
    return true
  }
  const onread = { buffer: arriving, callback }
  const socket = net.connect({ ...placeOf(url, plainPort), noDelay: true, keepAlive: true, onread })
  await opened(socket, 'connect', url, options)
  return { socket, listen: (hearer) => void (hear = hearer) }
}

/** With TLS, through a proxy if there is one; not before the other side has shown who it is. */
export class SecureSockets {
  readonly #options: SocketOptions
  readonly #proxy: URL | undefined
  #session: Buffer | undefined

  constructor(options: SocketOptions, proxy: URL | undefined) {
    this.#options = options
    this.#proxy = proxy
  }

  async open(url: URL): Promise<OpenSocket> {
    const { connectTimeout, tls: settings } = this.#options
    const { host, port } = placeOf(url, securePort)
    const socket = this.#proxy && (await openTunnel(this.#proxy, `${url.hostname}:${port}`, connectTimeout))
    const { connect } = await import('node:tls')
    const secure = connect({
      ...(socket && { socket }),
      host,
      port,
      ...(net.isIP(host) === 0 && { servername: host }),
      ...(this.#session && { session: this.#session }),
      ALPNProtocols: ['http/1.1'],
      ...settings,
    })
    secure.setNoDelay(true)
    secure.on('session', (session: Buffer) => {
      this.#session = session
    })
    await opened(secure, 'secureConnect', url, this.#options)
    return { socket: secure, listen: (hear) => void secure.on('data', hear) }
  }
}

function placeOf({ hostname, port }: URL, usual: number): { readonly host: string; readonly port: number } {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) }
}

function opened(
  socket: net.Socket,
  event: 'connect' | 'secureConnect',
  url: URL,
  { connectTimeout, opening }: SocketOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(timedOut(url.host)), connectTimeout)
    const settle = () => {
      clearTimeout(timer)
      opening.delete(socket)
    }
    opening.add(socket)
    const fail = (error?: Error) => {
      settle()
      reject(error ?? Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }))
    }
    const closed = () => fail()
    socket.once('error', fail).once('close', closed)
    socket.once(event, () => {
      settle()
      socket.off('error', fail).off('close', closed)
      resolve()
    })
  })
}
