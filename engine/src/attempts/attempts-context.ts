import type { AbsolutePath } from '../foundation/base/index.ts'
import type { Clock, FileSystem, GroupUsage, LogFile, ProcessIdentity } from '../foundation/system/index.ts'

export interface AttemptsContext {
  readonly files: FileSystem
  readonly clock: Clock
  /** Where records and logs are, one folder a stage. */
  readonly directory: AbsolutePath
  own(): ProcessIdentity
  isRunning(identity: ProcessIdentity): boolean | undefined
  usageOf(processId: number): GroupUsage | undefined
  /** Bytes on graphics devices, if there are any. */
  deviceUsageOf(processId: number): Promise<number | undefined>
  openLog(file: AbsolutePath): LogFile
  readLog(file: AbsolutePath, start: number): Uint8Array
}
