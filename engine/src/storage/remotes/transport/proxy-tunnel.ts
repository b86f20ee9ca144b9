import type { Duplex } from 'node:stream'
import { Failure } from '../../../foundation/base/index.ts'
import { proxyHeaders } from './proxies.ts'
import { timedOut } from './timed-out.ts'

/** A connection to `target`, a host and its port, through a proxy that passes on bytes that it cannot read. */
export async function openTunnel(proxy: URL, target: string, timeout: number): Promise<Duplex> {
  const { request } = proxy.protocol === 'https:' ? await import('node:https') : await import('node:http')
  return new Promise((resolve, reject) => {
    const asking = request(proxy, {
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...proxyHeaders(proxy) },
      agent: false,
      timeout,
    })
    asking.on('error', reject)
    asking.on('timeout', () => asking.destroy(timedOut(proxy.host)))
    asking.on('connect', ({ statusCode = 0 }, socket) => {
      socket.setTimeout(0)
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
