import { choose, Devices, holdersOf, place, type Running, variablesFor, type Wish } from '../../scheduling/index.ts'
import type { Place } from '../running/index.ts'

export interface PlacesOptions {
  /** How many stages may run at once. */
  readonly jobs: number
  /** How much there is of what stages ask for, by name. */
  readonly totals: ReadonlyMap<string, number>
  /** By the names that programs know them by. */
  readonly devices: readonly string[]
  /** In milliseconds. */
  readonly now: () => number
  /** Somebody has to wait for what others hold. */
  readonly whenWaiting: (stage: string, holders: readonly string[]) => void
}

export interface HeldPlace extends Place {
  leave(): void
}

interface Waiting extends Wish {
  readonly rank: number
  enter(place: HeldPlace): void
  refuse(error: NotStarted): void
}

/** A stage was not started, because nothing is any more. */
export class NotStarted extends Error {}

/** Room for stages to run in: by number, and by what they need of the machine. */
export class Places {
  readonly #options: PlacesOptions
  readonly #totals: ReadonlyMap<string, number>
  readonly #devices: Devices
  readonly #running = new Set<Running>()
  /** By rank, those of one rank as they came. */
  readonly #waiting: Waiting[] = []
  #isClosed = false

  constructor(options: PlacesOptions) {
    this.#options = options
    this.#totals = new Map([...options.totals, [place, options.jobs], ['gpu', options.devices.length]])
    this.#devices = new Devices(options.devices)
  }

  /** A place as soon as there is room. Of those who wait, the one with the lowest rank comes first. */
  enter(wish: Wish, rank: number): Promise<HeldPlace> {
    const resources = new Map([...wish.resources, [place, 1]])
    return new Promise((enter, refuse) => {
      if (this.#isClosed) return refuse(new NotStarted())
      const waiting = { ...wish, resources, rank, enter, refuse }
      this.#waiting.splice(this.#waiting.findLastIndex((other) => other.rank <= rank) + 1, 0, waiting)
      this.#letIn()
      if (this.#waiting.includes(waiting)) this.#tell(wish)
    })
  }

  /** Whoever waits, or comes, gets no place any more: their `enter` throws `NotStarted`. */
  close(): void {
    this.#isClosed = true
    for (const { refuse } of this.#waiting.splice(0)) refuse(new NotStarted())
  }

  #letIn(): void {
    const now = this.#options.now() / 1000
    for (const waiting of choose(this.#waiting, [...this.#running], this.#totals, now)) this.#letOneIn(waiting, now)
  }

  #letOneIn(waiting: Waiting, now: number): void {
    const gpus = waiting.resources.get('gpu') ?? 0
    const devices = this.#devices.take(gpus)
    if (!devices) return
    const running: Running = { ...waiting, began: now }
    this.#running.add(running)
    this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
    waiting.enter({
      isShared: true,
      variables: gpus > 0 ? variablesFor(devices.names) : {},
      defaults: defaultsFor(waiting),
      leave: () => {
        this.#running.delete(running)
        devices.giveBack()
        this.#letIn()
      },
    })
  }

  #tell(wish: Wish): void {
    const holders = holdersOf(wish, [...this.#running], this.#totals).map(({ name }) => name)
    if (holders.length > 0) this.#options.whenWaiting(wish.name, holders)
  }
}

/** Libraries that take every processor they see, unless they are told otherwise. */
const threadVariables = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'POLARS_MAX_THREADS']

function defaultsFor({ resources }: Wish): Record<string, string> {
  const processors = resources.get('cpu')
  if (processors === undefined) return {}
  return Object.fromEntries(threadVariables.map((name) => [name, threadsFor(processors)]))
}

function threadsFor(processors: number): string {
  return String(Math.max(1, Math.floor(processors)))
}
