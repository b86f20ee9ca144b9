import type { Place } from '../running/index.ts'
import { choose, holdersOf, type Running, type Wish } from './choose.ts'
import { Devices } from './devices.ts'

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

interface Waiting {
  readonly wish: Wish
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
  #waiting: Waiting[] = []
  #isClosed = false

  constructor(options: PlacesOptions) {
    this.#options = options
    this.#totals = new Map([...options.totals, ['job', options.jobs], ['gpu', options.devices.length]])
    this.#devices = new Devices(options.devices)
  }

  /** A place as soon as there is room. Of those who wait, the one with the lowest rank comes first. */
  enter(wish: Wish, rank: number): Promise<HeldPlace> {
    const needed = { ...wish, resources: new Map([...wish.resources, ['job', 1]]) }
    return new Promise((enter, refuse) => {
      if (this.#isClosed) return refuse(new NotStarted())
      const waiting = { wish: needed, rank, enter, refuse }
      this.#waiting = [...this.#waiting, waiting].sort((a, b) => a.rank - b.rank)
      this.#letIn()
      if (this.#waiting.includes(waiting)) this.#tell(needed)
    })
  }

  /** Whoever waits, or comes, gets no place any more: their `enter` throws `NotStarted`. */
  close(): void {
    this.#isClosed = true
    for (const { refuse } of this.#waiting) refuse(new NotStarted())
    this.#waiting = []
  }

  #letIn(): void {
    const now = this.#options.now() / 1000
    const wishes = this.#waiting.map(({ wish }) => wish)
    const chosen = new Set(choose(wishes, [...this.#running], this.#totals, now))
    for (const waiting of this.#waiting.filter(({ wish }) => chosen.has(wish))) this.#letOneIn(waiting, now)
  }

  #letOneIn(waiting: Waiting, now: number): void {
    const gpus = waiting.wish.resources.get('gpu') ?? 0
    const devices = this.#devices.take(gpus)
    if (!devices) return
    const running: Running = { ...waiting.wish, began: now }
    this.#running.add(running)
    this.#waiting = this.#waiting.filter((other) => other !== waiting)
    waiting.enter({
      isShared: true,
      variables: gpus > 0 ? variablesFor(devices.names) : {},
      defaults: defaultsFor(waiting.wish),
      leave: () => {
        this.#running.delete(running)
        devices.giveBack()
        this.#letIn()
      },
    })
  }

  #tell(wish: Wish): void {
    const resources = new Map([...wish.resources].filter(([name]) => name !== 'job'))
    const holders = holdersOf({ ...wish, resources }, [...this.#running], this.#totals).map(({ stage }) => stage)
    if (holders.length > 0) this.#options.whenWaiting(wish.stage, holders)
  }
}

const deviceVariables = ['CUDA_VISIBLE_DEVICES', 'NVIDIA_VISIBLE_DEVICES', 'HIP_VISIBLE_DEVICES']
/** Libraries that take every processor they see, unless they are told otherwise. */
const threadVariables = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'POLARS_MAX_THREADS']

function defaultsFor({ resources }: Wish): Record<string, string> {
  const processors = resources.get('cpu')
  if (processors === undefined) return {}
  return Object.fromEntries(threadVariables.map((name) => [name, threadsFor(processors)]))
}

function variablesFor(devices: readonly string[]): Record<string, string> {
  return Object.fromEntries(deviceVariables.map((name) => [name, devices.join(',')]))
}

function threadsFor(processors: number): string {
  return String(Math.max(1, Math.floor(processors)))
}
