import type { CommandEnd } from '../../foundation/system/index.ts'
import { classOf } from '../../scheduling/index.ts'
import type { AttemptEnd, StopReason } from '../job.ts'
import type { JobUsage } from './watch.ts'

export interface SeenOfEnd {
  /** Why the supervisor has ended the command, if it has. */
  readonly reason: StopReason | undefined
  readonly isOutOfMemory: boolean
  readonly usage: JobUsage
}

/** What is written down of a command that has ended, or could not be started. */
export function endOfAttempt(
  result: CommandEnd | Error,
  { reason, isOutOfMemory, usage }: SeenOfEnd,
): Omit<AttemptEnd, 'ended'> {
  if (result instanceof Error) return { outcome: 'failed', failure: 'start', ...usage }
  const { exit, stopped } = result
  if (reason === 'cancelled') return { outcome: 'cancelled', exit, ...usage }
  if (reason === 'shutdown') return { outcome: 'lost', failure: 'shutdown', exit, ...usage }
  if (stopped === 'timeout' || stopped === 'silent') return { outcome: 'failed', failure: stopped, exit, ...usage }
  if (exit === 0) return { outcome: 'succeeded', exit, ...usage }
  return { outcome: 'failed', failure: classOf(exit, isOutOfMemory), exit, ...usage }
}
