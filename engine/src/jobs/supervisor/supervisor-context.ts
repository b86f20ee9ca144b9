import type { AbsolutePath } from '../../foundation/base/index.ts'
import type { GroupUsage, LogFile, Processes, ProcessIdentity, ReservedFile } from '../../foundation/system/index.ts'
import type { JobsContext } from '../jobs-context.ts'

export interface SupervisorContext extends JobsContext {
  readonly processes: Pick<Processes, 'startGroup'>
  /** What the command gets as its environment, with what tells it which job it is. */
  readonly variables: Readonly<Record<string, string | undefined>>
  identityOf(processId: number): ProcessIdentity
  usageOf(processId: number): GroupUsage | undefined
  /** How many processes the system has ended for want of memory. */
  memoryKills(): number
  openLog(file: AbsolutePath): LogFile
  /** Takes room on the disk for what has to be written later. */
  reserve(file: AbsolutePath): ReservedFile
  killGroup(group: number): Promise<boolean>
  whenNudged(look: () => void): void
  /** The machine goes down, or somebody wants this process to end. */
  whenShutDown(end: () => void): void
}
