import type { AbsolutePath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { Clock, Environment, FileSystem, MachineState, Processes } from '../foundation/system/index.ts'

/** What putting a run record together may use of a project. */
export interface RecordsContext {
  readonly files: FileSystem
  readonly processes: Processes
  readonly environment: Environment
  readonly clock: Clock
  readonly machineState: MachineState
  readonly git: GitRepository | undefined
  readonly root: AbsolutePath
  /** Where the clone keeps what can be found out anew, for all its work trees. */
  readonly sharedState: AbsolutePath
}
