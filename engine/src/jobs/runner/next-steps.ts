import { choose, place, type Running, type Wish } from '../../scheduling/index.ts'
import type { JobFacts } from '../job-facts.ts'
import { type JobState, stateOf } from '../job-state.ts'

export type Step =
  | { readonly kind: 'start'; readonly id: string; readonly attempt: number }
  /** Say that an attempt's supervisor has gone. */
  | { readonly kind: 'give-up'; readonly id: string; readonly attempt: number }

export interface QueueView {
  readonly jobs: readonly JobFacts[]
  /** Supervisors that have been started and have not claimed their attempt yet, by the ids of the jobs. */
  readonly starting: ReadonlySet<string>
  /** How many may run at once, and how much there is of what they ask for. */
  readonly slots: number
  readonly totals: ReadonlyMap<string, number>
  /** Milliseconds, on one clock that never goes back. */
  readonly now: number
  /** When each job that waits for another try was first seen to wait, on the same clock. */
  readonly waitsSince: ReadonlyMap<string, number>
  /** No supervisor may start now. */
  readonly isHeld: boolean
}

/** What a runner does next. */
export function nextSteps(view: QueueView): Step[] {
  const seen = view.jobs.map((facts) => ({ facts, state: stateOf(facts) }))
  const gone = seen.filter(({ state }) => state.kind === 'gone')
  const busy = seen.filter(({ facts, state }) => isBusy(facts, state, view))
  const ready = seen.filter(({ facts, state }) => !busy.some((one) => one.facts === facts) && isDue(facts, state, view))
  const totals = totalsOf(view)
  const chosen = view.isHeld
    ? []
    : choose(
        inOrder(
          ready.map(({ facts }) => facts),
          totals,
        ),
        busy.map(({ facts }) => runningOf(facts, totals)),
        totals,
        view.now / 1000,
      )
  const attempts = new Map(seen.map(({ facts, state }) => [facts.id, state.attempt]))
  return [
    ...gone.map(({ facts, state }) => ({ kind: 'give-up' as const, id: facts.id, attempt: state.attempt })),
    ...chosen.map(({ name }) => ({ kind: 'start' as const, id: name, attempt: attempts.get(name)! })),
  ]
}

function isBusy({ id }: JobFacts, { kind }: JobState, { starting }: QueueView): boolean {
  return starting.has(id) || kind === 'running' || kind === 'gone'
}

function isDue({ id }: JobFacts, state: JobState, { now, waitsSince }: QueueView): boolean {
  return state.kind === 'queued' && now >= (waitsSince.get(id) ?? now) + state.pause
}

/** Those with the most priority first, those of one priority as they came. */
function inOrder(jobs: readonly JobFacts[], totals: ReadonlyMap<string, number>): Wish[] {
  return jobs
    .toSorted((a, b) => b.submission.policy.priority - a.submission.policy.priority || (a.id < b.id ? -1 : 1))
    .map((job) => wishOf(job, totals))
}

/** What needs more than there is gets all there is: to wait for it would be to wait for ever. */
function wishOf({ id, submission }: JobFacts, totals: ReadonlyMap<string, number>): Wish {
  const needed = Object.entries(submission.policy.resources)
  const capped = needed.map(([name, amount]) => [name, Math.min(amount, totals.get(name) ?? 0)] as const)
  return {
    name: id,
    resources: new Map([...capped, [place, 1]]),
    seconds: undefined,
  }
}

function runningOf(facts: JobFacts, totals: ReadonlyMap<string, number>): Running {
  return { ...wishOf(facts, totals), began: 0 }
}

/** Of a mutex there is one, whoever asks for it. */
function totalsOf({ jobs, totals, slots }: QueueView): ReadonlyMap<string, number> {
  const names = jobs.flatMap(({ submission }) => Object.keys(submission.policy.resources))
  const mutexes = names.filter((name) => name.startsWith('mutex ')).map((name) => [name, 1] as const)
  return new Map([...mutexes, ...totals, [place, slots]])
}
