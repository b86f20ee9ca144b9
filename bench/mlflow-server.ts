import { execFileSync, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as net from 'node:net'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lab, pythonEnvironment } from '../services/lab.ts'

export interface MlflowServer {
  /** Where its table of runs is. */
  readonly url: string
  end(): void
}

const here = path.dirname(fileURLToPath(import.meta.url))
const variables = { MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: '1', PYTHONWARNINGS: 'ignore' }
const firstAnswerMilliseconds = 60_000

/** MLflow's server over so many runs with five parameters and five metrics each; installed from PyPI (some 860 MB) when first asked for. */
export async function startMlflow(directory: string, runs: number): Promise<MlflowServer> {
  const python = pythonEnvironment(path.join(lab, 'mlflow'), path.join(here, 'mlflow-requirements.txt'))
  fs.mkdirSync(directory, { recursive: true })
  const bin = path.dirname(python)
  const env = { ...process.env, ...variables, HOME: directory, PATH: `${bin}:${process.env['PATH']}` }
  const store = `sqlite:///${directory}/runs.db`
  const filled = execFileSync(python, [path.join(here, 'fill-mlflow.py'), store, String(runs), '5', '5'], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const port = await freePort()
  const words = ['server', '--host', '127.0.0.1', '--port', String(port), '--workers', '1']
  const child = spawn(path.join(bin, 'mlflow'), [...words, '--backend-store-uri', store], {
    cwd: directory,
    env,
    stdio: 'ignore',
    detached: true,
  })
  await answering(`http://127.0.0.1:${port}/health`)
  return {
    url: `http://127.0.0.1:${port}/#/experiments/${filled.trim().split('\n').at(-1)}/runs`,
    end: () => void process.kill(-child.pid!, 'SIGKILL'),
  }
}

function freePort(): Promise<number> {
  const server = net.createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}

async function answering(url: string): Promise<void> {
  const end = performance.now() + firstAnswerMilliseconds
  while (performance.now() < end) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`Nobody answers at ${url}.`)
}
