import * as http from 'node:http'
import * as https from 'node:https'
import type { Duplex } from 'node:stream'
import * as tls from 'node:tls'
import { Failure } from '../../../foundation/base/index.ts'
import { proxyHeaders } from './proxies.ts'

type Connected = (error: Error | null, socket?: Duplex) => void

/** Connections with TLS to whatever is asked for, through a proxy that passes on bytes that it cannot read. */
export function tunnelAgent(proxy: URL, options: https.AgentOptions): https.Agent {
  const createConnection = (target: tls.ConnectionOptions, connected: Connected): undefined => {
    openTunnel(proxy, `${target.host}:${target.port}`).then(
      (socket) =>
        connected(null, tls.connect({ ...target, socket: socket as tls.ConnectionOptions['socket'] & Duplex })),
      (error: unknown) => connected(error as Error),
    )
  }
  return Object.assign(new https.Agent(options), { createConnection })
}

function openTunnel(proxy: URL, target: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const asking = (proxy.protocol === 'https:' ? https : http).request(proxy, {
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...proxyHeaders(proxy) },
      agent: false,
    })
    asking.on('error', reject)
    asking.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) return resolve(socket)
      socket.destroy()
      reject(refusal(proxy, target, statusCode))
    })
    asking.end()
  })
}

function refusal(proxy: URL, target: string, status: number): Failure {
  return new Failure('remote-unreachable', `The proxy ${proxy.host} does not let us through to ${target}: ${status}.`, {
    hint:
      status === 407
        ? 'It wants to know who asks: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT'
        : 'Ask who keeps the proxy, or reach the place directly: NO_PROXY=HOST',
  })
}
