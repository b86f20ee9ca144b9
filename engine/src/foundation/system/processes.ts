import { type StdioOptions, spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import type { AbsolutePath } from '../base/index.ts'

export interface ProcessRequest {
  readonly command: string
  readonly arguments: readonly string[]
  readonly directory: AbsolutePath
  /** The whole environment of the child; that of this process if left out. */
  readonly variables?: Readonly<Record<string, string | undefined>>
  readonly input?: string
}

export interface ProcessResult {
  /** Exit code; the negative signal number if a signal ended it. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Programs outside this process. */
export interface Processes {
  /** Runs a short program to its end and returns what it printed. */
  run(request: ProcessRequest): ProcessResult
  /**
   * Runs a user's program with the terminal's own streams, in a process group of its own, and waits for it to exit.
   * Aborting the signal interrupts the whole group, and kills it if it has not gone after a grace period.
   */
  runAttached(request: ProcessRequest & { readonly stdout: 'inherit' | 'stderr' }, signal: AbortSignal): Promise<number>
  /** Whether a process with this number exists on this machine. */
  isAlive(processId: number): boolean
}

const graceMilliseconds = 5_000
const largestOutputBytes = 1 << 30

export const realProcesses: Processes = { run, runAttached, isAlive }

function run(request: ProcessRequest): ProcessResult {
  const result = spawnSync(request.command, request.arguments, {
    cwd: request.directory,
    env: request.variables as NodeJS.ProcessEnv | undefined,
    input: request.input,
    encoding: 'utf8',
    maxBuffer: largestOutputBytes,
    windowsHide: true,
  })
  if (result.error) throw result.error
  return { code: exitNumber(result.status, result.signal), stdout: result.stdout, stderr: result.stderr }
}

function runAttached(request: ProcessRequest & { stdout: 'inherit' | 'stderr' }, signal: AbortSignal): Promise<number> {
  const stdio: StdioOptions = ['inherit', request.stdout === 'stderr' ? 2 : 'inherit', 'inherit']
  const child = spawn(request.command, request.arguments, {
    cwd: request.directory,
    env: request.variables as NodeJS.ProcessEnv | undefined,
    stdio,
    windowsHide: true,
  })
  return new Promise((resolve, reject) => {
    const end = endOnAbort(child.pid, signal)
    child.once('error', (error) => {
      end.close()
      reject(error)
    })
    child.once('exit', (code, by) => {
      end.close()
      resolve(exitNumber(code, by))
    })
  })
}

/** A child that shares our terminal gets Ctrl-C from it; what we add is a kill for one that does not listen. */
function endOnAbort(child: number | undefined, signal: AbortSignal): { close(): void } {
  let timer: NodeJS.Timeout | undefined
  const abort = () => {
    send(child, 'SIGINT')
    timer = setTimeout(() => send(child, 'SIGKILL'), graceMilliseconds)
  }
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  return {
    close() {
      signal.removeEventListener('abort', abort)
      clearTimeout(timer)
    },
  }
}

function send(processId: number | undefined, signal: NodeJS.Signals): void {
  if (processId === undefined) return
  try {
    process.kill(processId, signal)
  } catch {
    // It has gone already.
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function exitNumber(code: number | null, signal: NodeJS.Signals | null): number {
  if (signal !== null) return -constants.signals[signal]
  return code ?? 1
}
