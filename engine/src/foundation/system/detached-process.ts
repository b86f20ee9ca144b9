import { spawn } from 'node:child_process'
import { exitNumber } from './exit-number.ts'
import type { ProcessRequest } from './process-request.ts'

/** A program that goes on when this process and its terminal have gone. */
export interface DetachedProcess {
  readonly processId: number | undefined
  /** Its exit code, or the negative number of a signal, if this process lives to see it. Does not keep this process alive. */
  readonly ended: Promise<number>
}

/** Starts a program in a session of its own, which hears and says nothing. */
export function startDetached(request: ProcessRequest): DetachedProcess {
  const child = spawn(request.command, request.arguments, {
    cwd: request.directory,
    env: request.variables as NodeJS.ProcessEnv | undefined,
    stdio: 'ignore',
    detached: true,
    windowsHide: true,
  })
  child.unref()
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(exitNumber(code, signal)))
  })
  ended.catch(() => undefined)
  return { processId: child.pid, ended }
}
