import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startAzurite } from '../services/azurite-server.ts'
import { s3Options } from '../services/open-at.ts'
import { startMoto, startVersitygw } from '../services/s3-server.ts'
import { freePort, type Service, startService } from '../services/service.ts'
import { startSshd } from '../services/ssh-server.ts'
import type { S3Keys } from './presigned-url.ts'

/** A place below which each measured push has a folder of its own. */
export interface Server {
  readonly scheme: 'S3' | 'HTTP' | 'SSH' | 'Azure' | 'S3, 40 ms away'
  readonly url: string
  readonly options: Readonly<Record<string, string>>
  readonly variables: Readonly<Record<string, string>>
}

export interface Servers {
  readonly all: readonly Server[]
  /** With keys, for a program that is told them. */
  readonly s3: S3Keys
  readonly s3Program: string
  stop(): Promise<void>
}

const latencyMilliseconds = 40

/** Each in a process of its own; without those that cannot be installed here. */
export async function startServers(): Promise<Servers> {
  const versitygw = await startVersitygw()
  const s3 = versitygw ?? (await startMoto())
  const far = await startScript('slow-proxy.ts', [new URL(s3.endpoint).port, String(latencyMilliseconds)])
  const web = await startScript('web-server.ts', [])
  const azurite = await startAzurite()
  const ssh = await startSshd()
  const farOptions = { ...s3Options(s3), endpointurl: `http://127.0.0.1:${far.port}` }
  const sshOptions = ssh && {
    url: `ssh://${ssh.user}@127.0.0.1:${ssh.port}${ssh.home}`,
    options: { keyfile: ssh.keyFile },
  }
  const variables = {}
  return {
    all: [
      { scheme: 'S3', url: 's3://plain', options: s3Options(s3), variables },
      { scheme: 'HTTP', url: `http://127.0.0.1:${web.port}`, options: { method: 'PUT' }, variables },
      ...(sshOptions ? [{ scheme: 'SSH' as const, ...sshOptions, variables: ssh.variables() }] : []),
      { scheme: 'Azure', url: 'azure://plain', options: { connection_string: azurite.connectionString }, variables },
      { scheme: 'S3, 40 ms away', url: 's3://plain', options: farOptions, variables },
    ],
    s3,
    s3Program: versitygw ? 'versitygw' : 'moto',
    stop: async () => {
      for (const service of [far, web, azurite, ssh, s3]) await service?.stop()
    },
  }
}

async function startScript(name: string, words: readonly string[]): Promise<Service & { readonly port: number }> {
  const here = path.dirname(fileURLToPath(import.meta.url))
  const port = await freePort()
  const tsx = path.join(here, '../node_modules/tsx/dist/cli.mjs')
  const script = path.join(here, name)
  const service = await startService({ command: process.execPath, words: [tsx, script, String(port), ...words], port })
  return { ...service, port }
}
