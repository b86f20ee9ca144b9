import * as fs from 'node:fs'
import { explainSystemError } from '../../../foundation/base/index.ts'
import type { RemoteFiles } from '../remote-files.ts'
import { numberOption, type RemoteLocation } from '../remote-location.ts'
import { HttpTransport } from '../transport/http-transport.ts'
import { openConnection } from '../transport/open-connection.ts'
import { proxyFor, type Variables } from '../transport/proxies.ts'
import { gsAccess } from './gs-access.ts'
import { gsAuthorization } from './gs-authorization.ts'
import { GsClient } from './gs-client.ts'
import { gsEndpoint } from './gs-endpoint.ts'
import { gsFiles } from './gs-files.ts'
import { gsPlace } from './gs-place.ts'

const mostConnections = 256
const millisecondsWithoutByte = 60_000

/** The files of a remote `gs://bucket/prefix`. Nothing is sent before the first question. */
export function openGs({ url, options, environment }: RemoteLocation): RemoteFiles {
  const { variables } = environment
  const place = gsPlace(url)
  const endpoint = gsEndpoint(options, variables)
  const concurrency = numberOption(options, 'jobs') ?? mostConnections
  const transport = openTransport(variables, concurrency)
  const connectionTo = (name: string) => openConnection({ name, transport, concurrency }, environment)
  const authorization = gsAuthorization({
    access: gsAccess(options, environment, endpoint),
    variables,
    connectionTo: (service) => connectionTo(`${place.name} (its login at ${service.host})`),
  })
  const connection = connectionTo(place.name)
  return gsFiles(new GsClient({ place, endpoint, connection, authorization, close: () => transport.close() }))
}

function openTransport(variables: Variables, connections: number): HttpTransport {
  const authority = variables['SSL_CERT_FILE']
  return new HttpTransport({
    connections,
    timeout: millisecondsWithoutByte,
    ...(authority && { tls: { ca: readFile(authority) } }),
    proxyOf: (to) => proxyFor(to, variables),
  })
}

function readFile(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    throw explainSystemError(error)
  }
}
