import * as fs from 'node:fs'
import * as path from 'node:path'
import { explainSystemError } from '../../../foundation/base/index.ts'
import type { Environment } from '../../../foundation/system/index.ts'
import type { RemoteFiles } from '../remote-files.ts'
import { numberOption, type RemoteLocation } from '../remote-location.ts'
import { parseProfiles } from '../s3/s3-profiles.ts'
import { HttpTransport } from '../transport/http-transport.ts'
import { openConnection } from '../transport/open-connection.ts'
import { proxyFor } from '../transport/proxies.ts'
import { azureAccount } from './azure-account.ts'
import { azureAuthorization } from './azure-authorization.ts'
import { AzureClient } from './azure-client.ts'
import { azureFiles } from './azure-files.ts'
import { azureLogin } from './azure-login.ts'
import { azurePlace } from './azure-place.ts'
import { principalWay, usualWays } from './login-ways.ts'

const mostConnections = 256
const secondsWithoutByte = 60

/** The files of a remote `azure://container/prefix`. Nothing is sent before the first question. */
export function openAzure({ url, options, environment }: RemoteLocation): RemoteFiles {
  const { variables } = environment
  const settings = readSettings(environment)
  const place = azurePlace(url, variables['AZURE_STORAGE_CONTAINER_NAME'] || settings.get('container_name'))
  const { endpoint, access } = azureAccount(url, options, { variables, settings })
  const ways = async () =>
    access.kind === 'principal' ? [principalWay(access.principal, access.source)] : await usualWays(options, variables)
  const concurrency = numberOption(options, 'jobs') ?? mostConnections
  const transport = openTransport({ url, options, environment }, concurrency)
  const connection = openConnection({ name: place.name, transport, concurrency }, environment)
  const authorization = azureAuthorization(access, azureLogin(place.name, ways))
  const serverTimeout = numberOption(options, 'timeout')
  return azureFiles(new AzureClient({ place, endpoint, connection, authorization, serverTimeout }))
}

function openTransport({ options, environment }: RemoteLocation, connections: number): HttpTransport {
  const { variables } = environment
  const connecting = numberOption(options, 'connection_timeout')
  const authority = variables['SSL_CERT_FILE']
  return new HttpTransport({
    connections,
    timeout: 1000 * (numberOption(options, 'read_timeout') ?? secondsWithoutByte),
    ...(connecting !== undefined && { connectTimeout: 1000 * connecting }),
    ...(authority && { tls: { ca: readFile(authority) } }),
    proxyOf: (to) => proxyFor(to, variables),
  })
}

/** The section `storage` of the settings of Azure's command line. */
function readSettings({ variables, homeDirectory }: Environment): ReadonlyMap<string, string> {
  const folder = variables['AZURE_CONFIG_DIR'] ?? path.join(homeDirectory, '.azure')
  const file = path.join(folder, 'config')
  const section = fs.existsSync(file) ? parseProfiles(readFile(file)).get('storage') : undefined
  return section ?? new Map<string, string>()
}

function readFile(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    throw explainSystemError(error)
  }
}
