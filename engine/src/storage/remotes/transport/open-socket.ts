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

const plainPort = 80
const securePort = 443

/** A connection to the machine of a URL, without TLS. */
export function openPlain(url: URL, options: SocketOptions): Promise<net.Socket> {
  const { host, port } = placeOf(url, plainPort)
  return opened(net.connect({ host, port, noDelay: true, keepAlive: true }), 'connect', url, options)
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

  async open(url: URL): Promise<net.Socket> {
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
    return opened(secure, 'secureConnect', url, this.#options)
  }
}

function placeOf({ hostname, port }: URL, usual: number): { readonly host: string; readonly port: number } {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) }
}

function opened<Socket extends net.Socket>(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  url: URL,
  { connectTimeout, opening }: SocketOptions,
): Promise<Socket> {
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
      resolve(socket)
    })
  })
}
