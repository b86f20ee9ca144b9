import type { JobStore } from '../../jobs/index.ts'
import type { Broker } from './broker.ts'
import { jobOf, taskOf } from './task-job.ts'

/** Messages that come within one tick of the disk's clock do not change the time of their folder. */
const relistMilliseconds = 2_000

/** Makes jobs of tasks that wait in DVC's queue. */
export class Intake {
  readonly #jobs: JobStore
  readonly #broker: Broker
  #listed = { changed: Number.NaN, at: Number.NEGATIVE_INFINITY }
  #known: Set<string> | undefined

  constructor(jobs: JobStore, broker: Broker) {
    this.#jobs = jobs
    this.#broker = broker
  }

  take(): void {
    const changed = this.#broker.changed()
    const now = performance.now()
    if (changed === this.#listed.changed && now - this.#listed.at < relistMilliseconds) return
    this.#listed = { changed, at: now }
    this.#known ??= new Set(this.#jobs.all().flatMap((job) => taskOf(job)?.id ?? []))
    for (const { task } of this.#broker.waiting()) {
      if (this.#known.has(task.id)) continue
      this.#jobs.submit(jobOf(task))
      this.#known.add(task.id)
    }
  }
}
