import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { sharedKeyAuthorization } from '../engine/src/storage/remotes/azure/shared-key.ts'
import { HttpTransport } from '../engine/src/storage/remotes/transport/http-transport.ts'
import { type Certificates, makeCertificates } from './certificates.ts'
import { nodeProgram, npmPackage } from './lab.ts'
import { freePort, type Service, startService } from './service.ts'

/** Azurite, Microsoft's own stand-in for Azure's blobs, with the container `plain`. It looks at signatures and at MD5s. */
export interface AzuriteServer extends Service {
  readonly account: string
  readonly key: string
  /** Of the account. */
  readonly endpoint: string
  readonly connectionString: string
}

export interface TrustingAzurite extends AzuriteServer {
  /** The file of the certificate that has to be trusted. */
  readonly authority: string
}

/** The account that every Azurite has. */
const account = 'devstoreaccount1'
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

export async function startAzurite(): Promise<AzuriteServer> {
  const { service, port } = await start([])
  return made(`http://127.0.0.1:${port}`, service)
}

/** The same over TLS; it takes tokens as well, of whoever says to be Azure's login. */
export async function startTrustingAzurite(): Promise<TrustingAzurite> {
  const certificates = makeCertificates()
  const { cert, key: keyFile } = certificates.server
  const { service, port } = await start(['--oauth', 'basic', '--cert', cert, '--key', keyFile])
  const server = await made(`https://127.0.0.1:${port}`, endingWith(service, certificates), certificates)
  return { ...server, authority: certificates.authority }
}

async function start(more: readonly string[]): Promise<{ readonly service: Service; readonly port: number }> {
  const program = path.join(npmPackage('azurite', '3.37.0'), 'dist/src/blob/main.js')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'azurite-'))
  const port = await freePort()
  const words = ['--blobHost', '127.0.0.1', '--blobPort', String(port), '--location', folder]
  const service = await startService({
    command: nodeProgram(22, '22.23.3'),
    words: [program, ...words, '--silent', '--disableTelemetry', '--skipApiVersionCheck', ...more],
    port,
  })
  const stop = async () => {
    await service.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
  return { service: { stop }, port }
}

function endingWith(service: Service, certificates: Certificates): Service {
  return {
    stop: async () => {
      await service.stop()
      certificates.remove()
    },
  }
}

async function made(origin: string, service: Service, trusted?: Certificates): Promise<AzuriteServer> {
  const endpoint = `${origin}/${account}`
  const protocol = origin.split(':')[0]
  const connectionString = [
    `DefaultEndpointsProtocol=${protocol}`,
    `AccountName=${account}`,
    `AccountKey=${key}`,
    `BlobEndpoint=${endpoint}`,
  ].join(';')
  await makeContainer(endpoint, trusted)
  return { account, key, endpoint, connectionString, stop: service.stop }
}

async function makeContainer(endpoint: string, trusted: Certificates | undefined): Promise<void> {
  const tls = trusted ? { ca: fs.readFileSync(trusted.authority) } : {}
  const transport = new HttpTransport({ connections: 1, timeout: 10_000, tls })
  const url = new URL(`${endpoint}/plain?restype=container`)
  const headers = { 'x-ms-version': '2021-12-02', 'x-ms-date': new Date().toUTCString() }
  const request = { method: 'PUT', url, headers, bytes: 0 }
  const authorization = sharedKeyAuthorization({ account, key: Buffer.from(key, 'base64') }, request)
  const body = new Uint8Array(0)
  const answer = await transport.send({ method: 'PUT', url, headers: { ...headers, authorization }, body })
  transport.close()
  if (answer.status !== 201) throw new Error(`no container could be made: ${answer.status} ${answer.body}`)
}
