import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { requestSigner } from '../engine/src/storage/remotes/s3/sign.ts'
import { goProgram, lab, pythonEnvironment } from './lab.ts'
import { freePort, type Service, startService } from './service.ts'

/** An S3 server with the buckets `plain` and `versioned`. */
export interface S3Server extends Service {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const keys = { accessKeyId: 'tester', secretAccessKey: 'secret-of-the-tester' }
const buckets = ['plain', 'versioned']

/** Moto: much of AWS in one process. It keeps everything in memory and does not look at signatures. */
export async function startMoto(): Promise<S3Server> {
  const here = path.dirname(fileURLToPath(import.meta.url))
  const python = pythonEnvironment(path.join(lab, 'moto'), path.join(here, 'moto-requirements.txt'))
  const port = await freePort()
  const words = ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)]
  return made(port, await startService({ command: python, words, port }))
}

/** Versitygw: a server over a folder that checks signatures; undefined on a machine that cannot build it. */
export async function startVersitygw(): Promise<S3Server | undefined> {
  const program = goProgram('versitygw', 'github.com/versity/versitygw/cmd/versitygw@v1.8.0')
  if (program === undefined) return undefined
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'versitygw-'))
  const place = (name: string) => {
    fs.mkdirSync(path.join(folder, name))
    return path.join(folder, name)
  }
  const port = await freePort()
  const service = await startService({
    command: program,
    words: [
      ...['--port', `127.0.0.1:${port}`, '--region', 'us-east-1', '--quiet', '--keep-alive', '--iam-dir', place('iam')],
      ...['posix', '--versioning-dir', place('versions'), '--sidecar', place('meta'), place('data')],
    ],
    variables: { ROOT_ACCESS_KEY: keys.accessKeyId, ROOT_SECRET_KEY: keys.secretAccessKey },
    port,
  })
  return made(port, {
    stop: async () => {
      await service.stop()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  })
}

async function made(port: number, service: Service): Promise<S3Server> {
  const server = { ...keys, endpoint: `http://127.0.0.1:${port}`, stop: service.stop }
  for (const bucket of buckets) await put(server.endpoint, `/${bucket}`)
  await put(server.endpoint, '/versioned?versioning=', versioningOn)
  return server
}

const versioningOn =
  '<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Enabled</Status></VersioningConfiguration>'

async function put(endpoint: string, target: string, body?: string): Promise<void> {
  const signer = requestSigner(async () => ({ ...keys, source: 'the test' }))
  const headers = await signer({ method: 'PUT', host: new URL(endpoint).host, path: target, headers: {} }, 'us-east-1')
  const { host: _, ...sent } = headers
  const answer = await fetch(`${endpoint}${target}`, { method: 'PUT', headers: sent, ...(body && { body }) })
  if (!answer.ok) throw new Error(`PUT ${target}: ${answer.status} ${await answer.text()}`)
}
