import { type ChildProcess, spawn } from 'node:child_process'
import * as net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface ServiceOptions {
  readonly command: string
  readonly words: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
  readonly port: number
}

/** A server of another program on this machine, for as long as tests need it. */
export interface Service {
  stop(): Promise<void>
}

const longestStart = 120_000

/** Starts a program and waits until it listens. What it said is told if it does not. */
export async function startService({ command, words, variables, port }: ServiceOptions): Promise<Service> {
  const child = spawn(command, words, { env: { ...process.env, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said = `${said}${text}`.slice(-4000)))
  const giveUp = Date.now() + longestStart
  while (!(await isListening(port))) {
    if (child.exitCode !== null || Date.now() > giveUp) throw new Error(`${command} does not start: ${said}`)
    await pause(50)
  }
  return { stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}

/** A port of this machine that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
