import type { GroupUsage, LogFile } from '../foundation/system/index.ts'
import type { AttemptEnd, AttemptUsage } from './attempt.ts'
import { heartbeatMilliseconds } from './attempt.ts'
import { renderLine } from './attempt-record.ts'
import type { AttemptsContext } from './attempts-context.ts'

const firstLookMilliseconds = 100
const longestLookMilliseconds = 2_000

type UsageContext = Pick<AttemptsContext, 'clock' | 'usageOf' | 'deviceUsageOf'>

/** An attempt that goes on. What cannot be written of it, on a full disk, does not stop it. */
export class OpenAttempt {
  readonly id: string
  readonly #context: UsageContext
  readonly #record: LogFile
  readonly #log: LogFile
  #usage: AttemptUsage = {}
  #cpuBefore = 0
  #look: { close(): void } | undefined
  #wroteAt: number

  constructor(id: string, context: UsageContext, record: LogFile, log: LogFile) {
    this.id = id
    this.#context = context
    this.#record = record
    this.#log = log
    this.#wroteAt = context.clock.now()
  }

  /** Takes down what its command prints. */
  hear(bytes: Uint8Array): void {
    this.#log.append(bytes)
  }

  /** Looks now and then at what this process and all it has started need, beside those that it watched before. */
  watch(processId: number): void {
    this.#cpuBefore = this.#usage.cpuSeconds ?? 0
    this.#lookAfter(firstLookMilliseconds, processId)
  }

  end(end: AttemptEnd): void {
    this.#look?.close()
    const ended = new Date(this.#context.clock.now()).toISOString()
    this.#record.append(renderLine({ ended, ...end, ...this.#usage }))
    this.#record.close()
    this.#log.close()
  }

  #lookAfter(milliseconds: number, processId: number): void {
    this.#look?.close()
    this.#look = this.#context.clock.timer(milliseconds, () => {
      this.#take(this.#context.usageOf(processId))
      void this.#context.deviceUsageOf(processId).then((bytes) => this.#takeDevices(bytes))
      this.#beat()
      this.#lookAfter(Math.min(2 * milliseconds, longestLookMilliseconds), processId)
    })
  }

  #take(seen: GroupUsage | undefined): void {
    if (!seen) return
    const { cpuSeconds = 0, peakBytes = 0 } = this.#usage
    const most = Math.max(peakBytes, seen.bytes)
    this.#usage = {
      ...this.#usage,
      cpuSeconds: Math.max(cpuSeconds, this.#cpuBefore + seen.cpuSeconds),
      peakBytes: most,
    }
  }

  #takeDevices(bytes: number | undefined): void {
    if (bytes === undefined) return
    this.#usage = { ...this.#usage, peakDeviceBytes: Math.max(this.#usage.peakDeviceBytes ?? 0, bytes) }
  }

  #beat(): void {
    const now = this.#context.clock.now()
    if (now - this.#wroteAt < heartbeatMilliseconds) return
    this.#wroteAt = now
    this.#record.append(renderLine(this.#usage))
  }
}
