import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { checkedLine, readCheckedLines } from '../../foundation/formats/index.ts'
import { orNothing, type ProcessIdentity } from '../../foundation/system/index.ts'
import type { JobsContext } from '../jobs-context.ts'

interface LeaseRecord {
  readonly by: ProcessIdentity
  readonly at: number
}

export interface LeaseHolder {
  readonly by: ProcessIdentity
  readonly slots: number
  readonly isAskedToStop: boolean
}

/** How many jobs may begin and run at once: none if nobody starts them, or whoever does was asked to stop. */
export function slotsOf(holder: LeaseHolder | undefined): number {
  return holder && !holder.isAskedToStop ? holder.slots : 0
}

const beatMilliseconds = 20_000
const longestSilence = 3 * beatMilliseconds

/**
 * Which process starts jobs: one at a time, so that no more run than may. Leases are numbered; whoever takes over from one that
 * has gone makes the next one, and the one before sees that and stops. Nothing but the number of jobs at once depends on it.
 */
export class Leases {
  readonly #context: JobsContext
  readonly #folder: AbsolutePath

  constructor(context: JobsContext) {
    this.#context = context
    this.#folder = absolutePath(context.directory, 'runners')
  }

  /** The lease, or whoever has it. */
  take(slots: number): Lease | LeaseHolder {
    const { files, own, clock } = this.#context
    files.makeDirectory(this.#folder)
    for (;;) {
      const holder = this.holder()
      if (holder) return holder
      const last = this.#last() ?? 0
      const place = this.#place(last + 1)
      if (!files.createWhole(place, checkedLine({ by: own(), at: clock.now() } satisfies LeaseRecord))) continue
      if (last > 0) this.#forget(last)
      files.writeAtomic(absolutePath(`${place}.slots`), String(slots))
      return new Lease(this.#context, place, () => this.#last() === last + 1)
    }
  }

  /** Whoever has the lease and is there, as far as can be seen. */
  holder(): LeaseHolder | undefined {
    const { files, isRunning } = this.#context
    const last = this.#last()
    if (last === undefined) return undefined
    const place = this.#place(last)
    const [record] = readCheckedLines(files.readText(place) ?? '').values as LeaseRecord[]
    if (!record) return undefined
    if (!(isRunning(record.by) ?? this.#silenceOf(place) < longestSilence)) return undefined
    const isAskedToStop = files.stat(absolutePath(`${place}.stop`)) !== undefined
    return { by: record.by, slots: slotsIn(files.readText(absolutePath(`${place}.slots`))), isAskedToStop }
  }

  /** Has whoever has the lease run so many at once, if it runs fewer. */
  raise(slots: number): void {
    const holder = this.holder()
    const last = this.#last()
    if (!holder || last === undefined || holder.slots >= slots) return
    this.#context.files.writeAtomic(absolutePath(`${this.#place(last)}.slots`), String(slots))
  }

  /** Has whoever has the lease start nothing more. */
  stop(): void {
    const last = this.#last()
    if (last !== undefined) this.#context.files.writeNew(absolutePath(`${this.#place(last)}.stop`), '')
  }

  /** Has whoever has the lease go on, if it was asked to start nothing more. */
  resume(): void {
    const last = this.#last()
    if (last !== undefined) this.#context.files.remove(absolutePath(`${this.#place(last)}.stop`))
  }

  /** By the clock of whoever keeps the files, on which both were written; by ours only where nothing can be written. */
  #silenceOf(place: AbsolutePath): number {
    const { files, clock, own } = this.#context
    const { host, process } = own()
    const probe = absolutePath(this.#folder, `look-${encodeURIComponent(host)}-${process}`)
    const now = orNothing(() => {
      files.writeAtomic(probe, '')
      const time = files.stat(probe)?.mtimeMs
      files.remove(probe)
      return time
    })
    return Math.abs((now ?? clock.now()) - (files.stat(place)?.mtimeMs ?? 0))
  }

  #last(): number | undefined {
    const names = (this.#context.files.list(this.#folder) ?? []).map(({ name }) => name)
    const numbers = names.filter((name) => /^\d{6}$/.test(name)).map(Number)
    return numbers.length === 0 ? undefined : Math.max(...numbers)
  }

  #forget(number: number): void {
    for (const kind of ['.slots', '.stop', ''])
      this.#context.files.remove(absolutePath(`${this.#place(number)}${kind}`))
  }

  #place(number: number): AbsolutePath {
    return absolutePath(this.#folder, String(number).padStart(6, '0'))
  }
}

/** The right to start jobs. */
export class Lease {
  readonly #context: JobsContext
  readonly #place: AbsolutePath
  readonly #isLast: () => boolean
  #beatAt = performance.now()

  constructor(context: JobsContext, place: AbsolutePath, isLast: () => boolean) {
    this.#context = context
    this.#place = place
    this.#isLast = isLast
  }

  /** Whether it still holds. Has to be asked every few seconds, which others see. */
  isHeld(): boolean {
    if (performance.now() - this.#beatAt > beatMilliseconds) this.#beat()
    return this.#isLast()
  }

  get slots(): number {
    return slotsIn(this.#context.files.readText(absolutePath(`${this.#place}.slots`)))
  }

  get isAskedToStop(): boolean {
    return this.#context.files.stat(absolutePath(`${this.#place}.stop`)) !== undefined
  }

  /** What time it is for whoever keeps the files, when it has just given a sign. */
  diskTime(): number {
    this.#beat()
    return this.#context.files.stat(this.#place)?.mtimeMs ?? this.#context.clock.now()
  }

  release(): void {
    for (const kind of ['.slots', '.stop', ''])
      orNothing(() => this.#context.files.remove(absolutePath(`${this.#place}${kind}`)))
  }

  #beat(): void {
    this.#beatAt = performance.now()
    orNothing(() => this.#context.files.append(this.#place, '\n'))
  }
}

function slotsIn(text: string | undefined): number {
  return Math.max(1, Number.parseInt(text ?? '', 10) || 1)
}
