import { type StdioOptions, spawn } from 'node:child_process'
import { exitNumber } from './exit-number.ts'
import type { ProcessRequest } from './process-request.ts'

export interface AttachedRequest extends ProcessRequest {
  readonly stdout: 'inherit' | 'stderr'
}

const graceMilliseconds = 5_000

/**
 * Runs a program with the terminal's own streams and waits for it to exit. Aborting the signal interrupts it, and kills it if
 * it has not gone after a grace period. Returns its exit code, or the negative number of a signal.
 */
export function runAttached(request: AttachedRequest, signal: AbortSignal): Promise<number> {
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
