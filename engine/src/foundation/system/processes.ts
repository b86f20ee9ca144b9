import { spawnSync } from 'node:child_process'
import { type AttachedRequest, runAttached } from './attached-process.ts'
import { exitNumber } from './exit-number.ts'
import { isAlive } from './is-alive.ts'
import { orNothing } from './or-nothing.ts'
import { type GroupRequest, type ProcessGroup, startGroup } from './process-group.ts'
import type { ProcessRequest } from './process-request.ts'

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
  /** Runs a program that talks with whoever sits at the terminal; see `runAttached`. */
  runAttached(request: AttachedRequest, signal: AbortSignal): Promise<number>
  /** Starts a user's program, and keeps it and what it starts together. */
  startGroup(request: GroupRequest): ProcessGroup
  /** Sends a signal to one process; nothing happens if it has gone. */
  send(processId: number, signal: NodeJS.Signals): void
  /** Whether a process with this number exists on this machine. */
  isAlive(processId: number): boolean
}

const largestOutputBytes = 1 << 30

export const realProcesses: Processes = { run, runAttached, startGroup, send, isAlive }

function send(processId: number, signal: NodeJS.Signals): void {
  orNothing(() => process.kill(processId, signal))
}

function run(request: ProcessRequest): ProcessResult {
  const result = spawnSync(request.command, request.arguments, {
    cwd: request.directory,
    env: request.variables as NodeJS.ProcessEnv | undefined,
    input: request.input,
    timeout: request.longestMilliseconds,
    encoding: 'utf8',
    maxBuffer: largestOutputBytes,
    windowsHide: true,
  })
  if (result.error) throw result.error
  return { code: exitNumber(result.status, result.signal), stdout: result.stdout, stderr: result.stderr }
}
