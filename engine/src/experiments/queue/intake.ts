import type { JobStore } from '../../jobs/index.ts'
import type { Broker } from './broker.ts'
import type { QueuedTask } from './queued-task.ts'
import { jobOf, taskOf } from './task-job.ts'

/** Messages that come within one tick of the disk's clock do not change the time of their folder. */
const relistMilliseconds = 2_000

/** Milliseconds after which the rest has to wait, because what has been taken could run. */
const longestTake = 500
const neverListed = { changed: Number.NaN, at: Number.NEGATIVE_INFINITY }

/** What a task needs of the machine, by name. */
export type NeedsOf = (task: QueuedTask) => Promise<Readonly<Record<string, number>>>

/** Makes jobs of tasks that wait in DVC's queue. */
export class Intake {
  readonly #jobs: JobStore
  readonly #broker: Broker
  readonly #needsOf: NeedsOf
  #listed = neverListed
  #known: Set<string> | undefined

  constructor(jobs: JobStore, broker: Broker, needsOf: NeedsOf) {
    this.#jobs = jobs
    this.#broker = broker
    this.#needsOf = needsOf
  }

  async take(): Promise<void> {
    const changed = this.#broker.changed()
    const now = performance.now()
    if (changed === this.#listed.changed && now - this.#listed.at < relistMilliseconds) return
    this.#listed = { changed, at: now }
    this.#known ??= new Set(this.#jobs.all().flatMap((job) => taskOf(job)?.id ?? []))
    for (const { task } of this.#broker.waiting()) {
      if (this.#known.has(task.id)) continue
      if (performance.now() - now > longestTake) return void (this.#listed = neverListed)
      this.#jobs.submit(jobOf(task, await this.#needsOf(task)))
      this.#known.add(task.id)
    }
  }
}
