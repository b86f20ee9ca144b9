/** Memory for the parts of large files on their way to one remote: bounded for all of them together, and used again. */
export class PartBuffers {
  readonly #most: number
  readonly #free: Uint8Array[] = []
  readonly #waiting: ((buffer: Uint8Array) => void)[] = []
  #made = 0

  /** `most`: how many parts are in memory at once. */
  constructor(most: number) {
    this.#most = most
  }

  /** Lets `work` have a buffer of at least so many bytes, when there is one. */
  async during<Result>(bytes: number, work: (buffer: Uint8Array) => Promise<Result>): Promise<Result> {
    const free = this.#free.pop() ?? (await this.#next())
    const buffer = free.length < bytes ? Buffer.allocUnsafeSlow(bytes) : free
    try {
      return await work(buffer)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(buffer)
      else this.#free.push(buffer)
    }
  }

  #next(): Uint8Array | Promise<Uint8Array> {
    if (this.#made === this.#most) return new Promise((resolve) => this.#waiting.push(resolve))
    this.#made++
    return new Uint8Array(0)
  }
}
