/** How the number of requests on their way follows what the other side can bear. */
export interface LimitOptions {
  readonly first: number
  readonly most: number
  readonly now: () => number
}

/** An answer this many times slower than the quickest one means that requests wait for each other. */
const slowFactor = 2.5

/**
 * Lets so many works run at once as the other side bears: more while answers come as quickly as the quickest, half as many
 * when it says that it is too much (503, 429) or does not answer.
 */
export class AdaptiveLimit {
  readonly #options: LimitOptions
  readonly #waiting: (() => void)[] = []
  #allowed: number
  #running = 0
  #quickest = Number.POSITIVE_INFINITY
  #loweredAt = Number.NEGATIVE_INFINITY

  constructor(options: LimitOptions) {
    this.#options = options
    this.#allowed = Math.min(options.first, options.most)
  }

  get allowed(): number {
    return Math.floor(this.#allowed)
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.allowed) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#running++
    const begin = this.#options.now()
    try {
      const result = await work()
      this.#answered(this.#options.now() - begin)
      return result
    } finally {
      this.#running--
      this.#wake()
    }
  }

  /** The other side was asked too much. Answers to what was sent before lower it once. */
  lower(): void {
    const now = this.#options.now()
    if (now - this.#loweredAt < Math.max(this.#quickest * slowFactor, 100)) return
    this.#loweredAt = now
    this.#allowed = Math.max(1, this.#allowed / 2)
  }

  #answered(milliseconds: number): void {
    this.#quickest = Math.min(this.#quickest, Math.max(1, milliseconds))
    const isQuick = milliseconds <= this.#quickest * slowFactor
    const isFull = this.#running >= this.allowed
    if (isQuick && isFull) this.#allowed = Math.min(this.#options.most, this.#allowed + 1)
  }

  /** Whoever waited longest takes the place over, which therefore counts already. */
  #wake(): void {
    while (this.#waiting.length > 0 && this.#running < this.allowed) {
      this.#running++
      this.#waiting.shift()!()
    }
  }
}
