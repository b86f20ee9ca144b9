import type { Call } from '../../foundation/base/index.ts'
import type { JobFacts } from '../job-facts.ts'
import { isEnded, type JobState, stateOf } from '../job-state.ts'
import type { JobStore } from '../job-store.ts'
import { beatMilliseconds } from '../supervisor/watch.ts'
import type { Lease } from './lease.ts'
import type { RunnerEvent } from './runner-event.ts'

export interface Watching {
  readonly lease: Lease
  readonly call: Call<RunnerEvent>
}

const relistMilliseconds = 2_000
const longestSilence = 3 * beatMilliseconds

/** Jobs that have not ended, looked at again as often as they may have changed. */
export class OpenJobs {
  /** When each that waits for another try was first seen to wait, on the clock of `performance`. */
  readonly waitsSince = new Map<string, number>()
  readonly #store: JobStore
  readonly #watching: Watching
  readonly #open = new Map<string, JobFacts>()
  readonly #ended = new Set<string>()
  readonly #touched = new Set<string>()
  #listed = { changed: -1, at: Number.NEGATIVE_INFINITY }

  constructor({ jobs }: { readonly jobs: JobStore }, watching: Watching) {
    this.#store = jobs
    this.#watching = watching
  }

  /** Reads what may have changed since the last look: new jobs, those that run, and those touched. */
  look(): void {
    this.#list()
    for (const [id, facts] of this.#open) if (this.#touched.has(id) || stateOf(facts).kind !== 'queued') this.#read(id)
    this.#touched.clear()
  }

  /** It may have changed. */
  touch(id: string): void {
    this.#touched.add(id)
  }

  job(id: string): JobFacts | undefined {
    return this.#open.get(id)
  }

  /** In the order in which they were asked for. */
  jobs(): readonly JobFacts[] {
    return [...this.#open.values()]
  }

  isClaimed(id: string, attempt: number): boolean {
    this.#read(id)
    const facts = this.#open.get(id)
    return facts === undefined || facts.attempts.length >= attempt
  }

  isAnyRunning(): boolean {
    return [...this.#open.values()].some((facts) => stateOf(facts).kind !== 'queued')
  }

  #list(): void {
    const changed = this.#store.changed()
    const now = performance.now()
    if (changed === this.#listed.changed && now - this.#listed.at < relistMilliseconds) return
    this.#listed = { changed, at: now }
    const ids = this.#store.ids()
    const present = new Set(ids)
    for (const id of this.#open.keys()) if (!present.has(id)) this.#open.delete(id)
    for (const id of ids) if (!this.#open.has(id) && !this.#ended.has(id)) this.#read(id)
  }

  #read(id: string): void {
    const facts = this.#judged(this.#store.read(id))
    if (!facts) return void this.#open.delete(id)
    const state = stateOf(facts)
    this.#noteWait(id, state)
    if (!isEnded(state)) return void this.#open.set(id, facts)
    if (this.#open.has(id)) this.#watching.call.report({ kind: 'job-ended', job: facts, state })
    this.#open.delete(id)
    this.#ended.add(id)
  }

  /** An attempt may have come and gone since the last look: the next one waits anew. */
  #noteWait(id: string, state: JobState): void {
    const before = this.#open.get(id)
    const isNew = !before || stateOf(before).attempt !== state.attempt
    if (state.kind !== 'queued') this.waitsSince.delete(id)
    else if (state.attempt > 1 && isNew) this.waitsSince.set(id, performance.now())
  }

  /** One on another machine that has been silent for too long is gone, by the clock of the disk. */
  #judged(facts: JobFacts | undefined): JobFacts | undefined {
    const last = facts?.attempts.at(-1)
    if (!facts || !last || last.end || last.isAlive !== undefined) return facts
    const isAlive = this.#watching.lease.diskTime() - last.lastSign < longestSilence
    return { ...facts, attempts: [...facts.attempts.slice(0, -1), { ...last, isAlive }] }
  }
}
