import {
  type Clock,
  type Environment,
  type FileLocks,
  type FileSystem,
  type Processes,
  readEnvironment,
  realClock,
  realFileLocks,
  realFileSystem,
  realProcesses,
} from '../foundation/system/index.ts'

/** Everything outside of this process that a project works with. */
export interface Machine {
  readonly files: FileSystem
  readonly processes: Processes
  readonly locks: FileLocks
  readonly clock: Clock
  readonly environment: Environment
}

/** This machine, but for what is given. */
export function machineFor(options: { readonly machine?: Partial<Machine>; readonly stop?: AbortSignal }): Machine {
  return {
    files: realFileSystem,
    processes: realProcesses,
    locks: realFileLocks,
    clock: realClock,
    environment: { ...readEnvironment(), ...(options.stop && { stop: options.stop }) },
    ...options.machine,
  }
}
