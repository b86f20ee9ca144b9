import { type ChildProcess, spawn } from 'node:child_process'
import { exitNumber } from './exit-number.ts'
import { haveKeeper, keepEye, loseSight } from './group-keeper.ts'
import { hasLiving } from './group-usage.ts'
import type { ProcessRequest } from './process-request.ts'

export type OutputStream = 'stdout' | 'stderr'

export interface GroupRequest extends ProcessRequest {
  readonly stdin: 'inherit' | 'ignore'
  /** Gets what the group prints, as it arrives. */
  hear(stream: OutputStream, bytes: Uint8Array): void
}

/** A user's program with all that it starts, apart from this process and its terminal's signals. */
export interface ProcessGroup {
  /** Of its first process; also the number of the group. */
  readonly processId: number | undefined
  /** How its first process ended: its exit code, or the negative number of a signal. Nothing of the group is left then. */
  readonly ended: Promise<number>
  send(signal: NodeJS.Signals): void
}

const hasGroups = process.platform !== 'win32'
const survivorsGraceMilliseconds = 2_000
/** Until the system has taken them away. */
const killedMilliseconds = 1_000
const lookMilliseconds = 20
/** What lies in the pipes when all who wrote to them have gone. */
const drainMilliseconds = 1_000

/** Starts a program in a process group of its own, which is ended as well if this process dies. */
export function startGroup(request: GroupRequest): ProcessGroup {
  haveKeeper()
  const child = spawn(request.command, request.arguments, {
    cwd: request.directory,
    env: request.variables as NodeJS.ProcessEnv | undefined,
    stdio: [request.stdin, 'pipe', 'pipe'],
    detached: hasGroups,
    windowsHide: true,
  })
  const { pid } = child
  if (pid !== undefined) keepEye(pid)
  child.stdout!.on('data', (bytes: Buffer) => request.hear('stdout', bytes))
  child.stderr!.on('data', (bytes: Buffer) => request.hear('stderr', bytes))
  return { processId: pid, ended: endOf(child), send: (signal) => void send(pid, signal) }
}

async function endOf(child: ChildProcess): Promise<number> {
  const closed = new Promise<void>((resolve) => void child.once('close', () => resolve()))
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (status, signal) => resolve(exitNumber(status, signal)))
  })
  await endSurvivors(child.pid!)
  loseSight(child.pid!)
  const drained = setTimeout(() => closePipes(child), drainMilliseconds)
  await closed
  clearTimeout(drained)
  return code
}

/** Somebody who has left the group may hold them for ever. */
function closePipes(child: ChildProcess): void {
  child.stdout!.destroy()
  child.stderr!.destroy()
}

/** Kills a process group that may be another process's, and waits until nothing of it is left; says whether that is so. */
export async function killGroup(group: number): Promise<boolean> {
  return !send(group, 'SIGKILL') || areGone(group, killedMilliseconds)
}

/** What the program has left behind: it is asked to go, then made to. */
async function endSurvivors(group: number): Promise<void> {
  if (!hasGroups || !send(group, 'SIGTERM')) return
  if (await areGone(group, survivorsGraceMilliseconds)) return
  send(group, 'SIGKILL')
  await areGone(group, killedMilliseconds)
}

async function areGone(group: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += lookMilliseconds) {
    await wait(lookMilliseconds)
    if (!send(group, 0) || !hasLiving(group)) return true
  }
  return false
}

/** Says whether there was anybody to send it to. */
function send(group: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (group === undefined) return false
  try {
    return process.kill(hasGroups ? -group : group, signal)
  } catch {
    return false
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds))
}
