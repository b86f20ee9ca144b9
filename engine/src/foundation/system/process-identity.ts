import * as fs from 'node:fs'
import * as os from 'node:os'
import { beginOfProcess } from './group-usage.ts'
import { isAlive } from './is-alive.ts'
import { orNothing } from './or-nothing.ts'

/** Which process is meant, also when its number has been given away again. */
export interface ProcessIdentity {
  readonly process: number
  /** When it began, in the system's own measure; absent where the system does not tell. */
  readonly begin?: string
  /** Which run of the system it belongs to; absent where the system does not tell. */
  readonly boot?: string
  readonly host: string
}

export function ownIdentity(): ProcessIdentity {
  return identityOf(process.pid)
}

/** Of a process of this machine that runs. */
export function identityOf(processId: number): ProcessIdentity {
  const begin = beginOfProcess(processId)
  const boot = bootId()
  return {
    process: processId,
    host: os.hostname(),
    ...(begin !== undefined && { begin }),
    ...(boot !== undefined && { boot }),
  }
}

/** Whether it is still there; undefined if that cannot be seen from this machine. */
export function isRunning(identity: ProcessIdentity): boolean | undefined {
  if (identity.host !== os.hostname()) return undefined
  if (identity.boot !== undefined && identity.boot !== bootId()) return false
  if (identity.begin !== undefined) return beginOfProcess(identity.process) === identity.begin
  return isAlive(identity.process)
}

function bootId(): string | undefined {
  return orNothing(() => fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
}
