import type { AbsolutePath } from '../foundation/base/index.ts'
import type { Chance, Clock, FileSystem, ProcessIdentity } from '../foundation/system/index.ts'

/** What the room of jobs may use of the machine. */
export interface JobsContext {
  readonly files: FileSystem
  readonly clock: Clock
  readonly chance: Chance
  /** Where jobs are, one folder each. */
  readonly directory: AbsolutePath
  own(): ProcessIdentity
  isRunning(identity: ProcessIdentity): boolean | undefined
  readLog(file: AbsolutePath, start: number): Uint8Array
}
