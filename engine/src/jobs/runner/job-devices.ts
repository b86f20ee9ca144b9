import { Devices, type TakenDevices } from '../../scheduling/index.ts'
import type { JobFacts } from '../job-facts.ts'
import { stateOf } from '../job-state.ts'

/** Which devices are whose among jobs: of those that run, as their claims say, whoever has started them. */
export class JobDevices {
  readonly count: number
  readonly #devices: Devices
  readonly #taken = new Map<string, TakenDevices>()

  /** By the names that programs know them by. */
  constructor(names: readonly string[]) {
    this.count = names.length
    this.#devices = new Devices(names)
  }

  /** Takes back those of jobs that neither run nor begin, and leaves those to whom they are that others have started. */
  follow(jobs: readonly JobFacts[], starting: ReadonlyMap<string, unknown>): void {
    const busy = new Map(jobs.filter(isBusy).map((job) => [job.id, job]))
    for (const [id, taken] of this.#taken) {
      if (busy.has(id) || starting.has(id)) continue
      taken.giveBack()
      this.#taken.delete(id)
    }
    for (const [id, job] of busy) if (!this.#taken.has(id)) this.#noteHeld(id, job)
  }

  /** Devices for a job that is about to begin; none if it needs none, undefined if there are not enough. */
  give({ id, submission }: JobFacts): readonly string[] | undefined {
    const amount = Math.min(submission.policy.resources['gpu'] ?? 0, this.count)
    if (amount === 0) return []
    const taken = this.#devices.take(amount)
    if (taken) this.#taken.set(id, taken)
    return taken?.names
  }

  #noteHeld(id: string, { attempts, submission }: JobFacts): void {
    const claim = attempts.at(-1)?.claim
    const names = claim?.kind === 'taken' ? (claim.devices ?? []) : []
    if (names.length > 0) this.#taken.set(id, this.#devices.hold(names, submission.policy.resources['gpu'] ?? 1))
  }
}

function isBusy(facts: JobFacts): boolean {
  const { kind } = stateOf(facts)
  return kind === 'running' || kind === 'gone'
}
