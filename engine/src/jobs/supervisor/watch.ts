import type { Timer } from '../../foundation/system/index.ts'
import type { StopReason } from '../job.ts'
import type { JobStore } from '../job-store.ts'
import type { Journal } from './journal.ts'
import type { SupervisorContext } from './supervisor-context.ts'
import type { Task } from './task.ts'

/** What the command has needed, as far as it was seen. */
export interface JobUsage {
  readonly cpuSeconds?: number
  readonly peakBytes?: number
}

export interface Watched {
  readonly jobs: JobStore
  readonly task: Task
  readonly journal: Journal
}

/** A supervisor that is not heard of for three times as long is taken for gone by other machines. */
export const beatMilliseconds = 30_000
const firstLookMilliseconds = 100
const longestLookMilliseconds = 1_000

/** Looks now and then at what a command needs, whether somebody wants it to end, and gives signs of life. */
export class Watch {
  usage: JobUsage = {}
  reason: StopReason | undefined
  readonly #context: SupervisorContext
  readonly #watched: Watched
  readonly #stop = new AbortController()
  #group: number | undefined
  #timer: Timer | undefined
  #lastBeat: number

  constructor(context: SupervisorContext, watched: Watched) {
    this.#context = context
    this.#watched = watched
    this.#lastBeat = performance.now()
    context.whenNudged(() => this.#look())
    context.whenShutDown(() => this.#end('shutdown'))
  }

  /** Aborted when the command shall end. */
  get signal(): AbortSignal {
    return this.#stop.signal
  }

  begin(processId: number): void {
    this.#group = processId
    const at = this.#context.clock.now()
    this.#watched.journal.write({ event: 'started', child: this.#context.identityOf(processId), at })
    this.#look()
    this.#lookAfter(firstLookMilliseconds)
  }

  close(): void {
    this.#timer?.close()
    this.#group = undefined
  }

  #lookAfter(milliseconds: number): void {
    this.#timer = this.#context.clock.timer(milliseconds, () => {
      this.#look()
      this.#measure()
      if (this.#group !== undefined) this.#lookAfter(Math.min(2 * milliseconds, longestLookMilliseconds))
    })
  }

  #look(): void {
    const { files } = this.#context
    const { jobs, task } = this.#watched
    const isThere = (kind: string) => files.stat(jobs.place(task.id, `${kind}-${task.attempt}`)) !== undefined
    if (isThere('end')) this.#end('fenced')
    else if (isThere('kill')) this.#kill()
    else if (isThere('stop')) this.#end('cancelled')
  }

  #kill(): void {
    this.#end('cancelled')
    if (this.#group !== undefined) void this.#context.killGroup(this.#group)
  }

  #end(reason: StopReason): void {
    if (this.reason) return
    this.reason = reason
    this.#watched.journal.write({ event: 'stopping', reason, at: this.#context.clock.now() })
    this.#stop.abort()
  }

  #measure(): void {
    const seen = this.#group === undefined ? undefined : this.#context.usageOf(this.#group)
    if (seen) {
      const { cpuSeconds = 0, peakBytes = 0 } = this.usage
      this.usage = {
        cpuSeconds: Math.max(cpuSeconds, seen.cpuSeconds),
        peakBytes: Math.max(peakBytes, seen.bytes),
      }
    }
    if (performance.now() - this.#lastBeat < beatMilliseconds) return
    this.#lastBeat = performance.now()
    this.#watched.journal.write({ event: 'beat', at: this.#context.clock.now(), ...seen })
  }
}
