import * as os from 'node:os'
import { beginOfProcess } from './group-usage.ts'
import { isAlive } from './is-alive.ts'

/** Which process is meant, also when its number has been given away again. */
export interface ProcessIdentity {
  readonly process: number
  /** When it began, in the system's own measure; absent where the system does not tell. */
  readonly begin?: string
  readonly host: string
}

export function ownIdentity(): ProcessIdentity {
  const begin = beginOfProcess(process.pid)
  return { process: process.pid, host: os.hostname(), ...(begin !== undefined && { begin }) }
}

/** Whether it is still there; undefined if that cannot be seen from this machine. */
export function isRunning(identity: ProcessIdentity): boolean | undefined {
  if (identity.host !== os.hostname()) return undefined
  if (identity.begin !== undefined) return beginOfProcess(identity.process) === identity.begin
  return isAlive(identity.process)
}
