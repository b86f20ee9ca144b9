import type { ProcessIdentity } from '../foundation/system/index.ts'
import { type GiveUpContext, giveUp } from './give-up.ts'
import type { JobFacts } from './job-facts.ts'
import { type JobState, stateOf } from './job-state.ts'
import type { StopKind } from './job-store.ts'
import type { JobsContext } from './jobs-context.ts'

export interface CancelContext extends GiveUpContext, Pick<JobsContext, 'own'> {
  /** Has the supervisor look at once whether somebody has asked it something. */
  nudge(supervisor: ProcessIdentity): void
}

/**
 * Has a job end. One that waits never begins; what runs is asked to end, or killed. Returns the state that this found, or
 * undefined if the job has gone.
 */
export async function cancelJob(context: CancelContext, id: string, kind: StopKind): Promise<JobState | undefined> {
  for (;;) {
    const facts = context.jobs.read(id)
    if (!facts) return undefined
    const state = stateOf(facts)
    if (state.kind === 'queued') {
      if (voidAttempt(context, id, state.attempt)) return state
      continue
    }
    await stop(context, facts, state, kind)
    return state
  }
}

/** Sees to it that an attempt never begins; says whether that came in time. */
function voidAttempt({ jobs, own, clock }: CancelContext, id: string, attempt: number): boolean {
  return jobs.claim(id, attempt, { kind: 'void', by: own(), at: clock.now() })
}

async function stop(context: CancelContext, { id, attempts }: JobFacts, state: JobState, kind: StopKind) {
  const attempt = attempts[state.attempt - 1]!
  if (state.kind !== 'running' && state.kind !== 'gone') return
  context.jobs.askToStop(id, state.attempt, kind)
  if (state.kind === 'gone') return giveUp(context, id, { ...attempt, isAskedToStop: true })
  if (attempt.claim?.kind === 'taken') context.nudge(attempt.claim.by)
}
