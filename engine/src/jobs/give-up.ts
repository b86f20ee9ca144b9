import type { AttemptEnd } from './job.ts'
import type { AttemptFacts } from './job-facts.ts'
import type { JobStore } from './job-store.ts'
import type { JobsContext } from './jobs-context.ts'

export interface GiveUpContext extends Pick<JobsContext, 'clock' | 'isRunning'> {
  readonly jobs: JobStore
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
  context.jobs.end(id, number, exited ?? lostEnd(context.clock.now(), attempt))
}

function lostEnd(ended: number, { claim, isAskedToStop }: AttemptFacts): AttemptEnd {
  const token = claim?.kind === 'taken' ? { token: claim.token } : {}
  return { ...token, outcome: isAskedToStop ? 'cancelled' : 'lost', ended }
}
