import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { freeFileLocks } from '../foundation/system/index.ts'
import { PathLocks, ProjectLock } from '../locks/index.ts'
import type { Machine } from './machine.ts'

export interface LockOptions {
  /** Wait for another command to end instead of giving up after some seconds. */
  readonly waitForLock?: boolean
  /** Shown to others while this process works on something. */
  readonly commandLine?: string
  /** Nobody else works in the project. */
  readonly isAlone?: boolean
}

/** The locks that keep this process and others of the project out of each other's way. */
export function openLocks(machine: Machine, root: AbsolutePath, { waitForLock, commandLine, isAlone }: LockOptions) {
  const processId = machine.environment.processId
  const own = { pid: processId, cmd: commandLine ?? 'sterna' }
  const locks = isAlone ? freeFileLocks : machine.locks
  const temporaryDirectory = absolutePath(root, '.dvc/tmp')
  return {
    lock: new ProjectLock({ ...machine, locks, temporaryDirectory, processId, waitForLock: waitForLock ?? false }),
    pathLocks: new PathLocks({ ...machine, locks, temporaryDirectory, own }),
    experimentLocks: new PathLocks({
      ...machine,
      locks,
      temporaryDirectory: absolutePath(temporaryDirectory, 'exps'),
      own,
    }),
  }
}
