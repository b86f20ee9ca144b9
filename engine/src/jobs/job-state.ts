import { isWorthRetry, pauseBefore } from '../scheduling/index.ts'
import type { AttemptEnd, JobOutcome, JobPolicy } from './job.ts'
import type { AttemptFacts, JobFacts } from './job-facts.ts'

/** What is to be said of a job. It is never written down: it follows from what was. */
export type JobState =
  /** The attempt of this number may begin, after some milliseconds since the one before ended. */
  | { readonly kind: 'queued'; readonly attempt: number; readonly pause: number }
  | { readonly kind: 'running'; readonly attempt: number }
  /** Whoever ran it has gone without an end, and nobody has said so yet. */
  | { readonly kind: 'gone'; readonly attempt: number }
  | { readonly kind: JobOutcome; readonly attempt: number }

/** In the same state for everybody who looks, and one that has ended stays so: claims and ends are written once. */
export function stateOf({ submission, attempts }: JobFacts): JobState {
  const ends: AttemptEnd[] = []
  for (const attempt of attempts) {
    const isLast = attempt === attempts.at(-1)
    const { number, claim, end } = attempt
    if (claim?.kind === 'void') return { kind: 'cancelled', attempt: number }
    if (!end) return { kind: attempt.isAlive === false ? 'gone' : 'running', attempt: number }
    ends.push(end)
    if (isLast && !isTriedAgain(ends, attempt, submission.policy)) return { kind: end.outcome, attempt: number }
  }
  const last = ends.at(-1)
  const pause = last?.outcome === 'failed' ? pauseBefore(count(ends, 'failed'), submission.policy.retries) : 0
  return { kind: 'queued', attempt: attempts.length + 1, pause }
}

/** Whether there is nothing to be done about it any more. */
export function isEnded({ kind }: JobState): boolean {
  return kind !== 'queued' && kind !== 'running' && kind !== 'gone'
}

function isTriedAgain(ends: readonly AttemptEnd[], { isAskedToStop }: AttemptFacts, { retries }: JobPolicy): boolean {
  const { outcome, failure = 'exit', exit } = ends.at(-1)!
  if (isAskedToStop) return false
  if (outcome === 'lost') return count(ends, 'lost') <= retries.lost
  return outcome === 'failed' && isWorthRetry({ failureClass: failure, exit }, count(ends, 'failed'), retries)
}

function count(ends: readonly AttemptEnd[], wanted: JobOutcome): number {
  return ends.filter(({ outcome }) => outcome === wanted).length
}
