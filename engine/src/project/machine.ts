import type { AttemptsContext } from '../attempts/index.ts'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import {
  type Chance,
  type Clock,
  deviceUsage,
  type Environment,
  type FileLocks,
  type FileSystem,
  groupUsage,
  isRunning,
  killGroup,
  type MachineState,
  openLog,
  ownIdentity,
  type Processes,
  readEnvironment,
  readLog,
  realChance,
  realClock,
  realFileLocks,
  realFileSystem,
  realMachineState,
  realProcesses,
  startDetached,
} from '../foundation/system/index.ts'
import { type CancelContext, JobStore, type RunnerContext, supervisorProgram } from '../jobs/index.ts'
import type { RunClaimsContext } from '../locks/index.ts'

/** Everything outside of this process that a project works with. */
export interface Machine {
  readonly files: FileSystem
  readonly processes: Processes
  readonly locks: FileLocks
  readonly clock: Clock
  readonly chance: Chance
  readonly environment: Environment
  readonly state: MachineState
}

/** This machine, but for what is given. */
export function machineFor(options: {
  readonly machine?: Partial<Machine>
  readonly stop?: AbortSignal
  readonly version?: string
  readonly tell?: (line: string) => void
}): Machine {
  return {
    files: realFileSystem,
    processes: realProcesses,
    locks: realFileLocks,
    clock: realClock,
    chance: realChance,
    state: realMachineState,
    environment: Object.assign(
      readEnvironment(),
      options.stop && { stop: options.stop },
      options.version !== undefined && { version: options.version },
      options.tell && { tell: options.tell },
    ),
    ...options.machine,
  }
}

/** Attempts that are made by this process, on this machine. */
export function runClaimsContext({ files, clock }: Machine, cacheDirectory: AbsolutePath): RunClaimsContext {
  return { files, clock, directory: absolutePath(cacheDirectory, 'sterna/running'), own: ownIdentity, isRunning }
}

/** Jobs that this process asks for, starts or ends, on this machine. */
export function jobsContext(
  { files, clock, chance, processes }: Machine,
  directory: AbsolutePath,
): RunnerContext & CancelContext {
  const context = { files, clock, chance, directory, own: ownIdentity, isRunning, readLog }
  return {
    ...context,
    jobs: new JobStore(context),
    killGroup,
    nudge: (supervisor) => void (isRunning(supervisor) && processes.send(supervisor.process, 'SIGUSR2')),
    supervisor: supervisorProgram(),
    startDetached,
  }
}

export function attemptsContext({ files, clock }: Machine, directory: AbsolutePath): AttemptsContext {
  const seeing = { own: ownIdentity, isRunning, usageOf: groupUsage, deviceUsageOf: deviceUsage }
  return { files, clock, directory, ...seeing, openLog, readLog }
}
