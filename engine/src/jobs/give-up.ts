import type { ProcessIdentity } from '../foundation/system/index.ts'
import type { AttemptEnd } from './job.ts'
import type { AttemptFacts } from './job-facts.ts'
import type { JobStore } from './job-store.ts'

export interface GiveUpContext {
  readonly jobs: JobStore
  now(): number
  isRunning(identity: ProcessIdentity): boolean | undefined
  /** Kills a process group and waits until nothing of it is left. */
  killGroup(group: number): Promise<boolean>
}

/**
 * Writes down the end of an attempt whose supervisor has gone: the one it saw, if it saw one. What is left of its command is
 * killed first, so that nobody works on the job when it is tried again.
 */
export async function giveUp(context: GiveUpContext, id: string, attempt: AttemptFacts): Promise<void> {
  const { child, exited, number } = attempt
  if (child && context.isRunning(child)) await context.killGroup(child.process)
  context.jobs.end(id, number, exited ?? lostEnd(context.now(), attempt))
}

function lostEnd(ended: number, { claim, isAskedToStop }: AttemptFacts): AttemptEnd {
  const token = claim?.kind === 'taken' ? { token: claim.token } : {}
  return { ...token, outcome: isAskedToStop ? 'cancelled' : 'lost', ended }
}
