import { Failure } from '../../../foundation/base/index.ts'
import { numberOption, type RemoteLocation, type RemoteOptions, textOption } from '../remote-location.ts'
import { HttpTransport, type TransportOptions } from '../transport/http-transport.ts'
import { openConnection } from '../transport/open-connection.ts'
import { proxyFor } from '../transport/proxies.ts'
import { tlsOptions } from '../transport/tls-options.ts'
import type { Authorization, Login } from './authorization.ts'
import { WebClient, type WebClientOptions } from './web-client.ts'

export interface WebPlace {
  /** How the URL begins when it is sent: `http:` for `webdav:`. */
  readonly protocol: string
  readonly authorization: Authorization
  readonly explain?: WebClientOptions['explain']
  readonly timeouts: Pick<TransportOptions, 'timeout' | 'connectTimeout'>
}

const mostConnections = 256

/** A client for the place, with what its options and the environment say of TLS and proxies. */
export function openWeb({ url, options, environment }: RemoteLocation, place: WebPlace): WebClient {
  const base = new URL(url.replace(/^\w+:/, place.protocol))
  base.username = base.password = ''
  const name = url.replace(/^(\w+:\/\/)[^/@]*@/, '$1').replace(/\/+$/, '')
  const concurrency = numberOption(options, 'jobs') ?? mostConnections
  const transport = new HttpTransport({
    connections: concurrency,
    tls: tlsOptions(options),
    proxyOf: (to) => proxyFor(to, environment.variables),
    ...place.timeouts,
  })
  const connection = openConnection({ name, transport, concurrency }, environment)
  const { authorization, explain } = place
  return new WebClient({ base, name, connection, authorization, ...(explain && { explain }) })
}

/** The login that stands in the URL. */
export function loginInUrl(url: string): Login | undefined {
  const { username, password } = new URL(url.replace(/^\w+:/, 'http:'))
  return username === '' ? undefined : { user: decodeURIComponent(username), password: decodeURIComponent(password) }
}

/** What is needed and not there. `ask_password` counts as nothing: a prompt would stop whoever does not sit there. */
export function neededOption(options: RemoteOptions, option: string, why: string): string {
  const value = textOption(options, option)
  if (value !== undefined) return value
  throw new Failure('config', `config file error: ${why} needs the option '${option}'.`, {
    hint: `To set it for this machine only: sterna remote modify --local NAME ${option} VALUE`,
  })
}
