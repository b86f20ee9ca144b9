import type { Progress } from './progress.ts'

/** One object on its way, as a part of the progress of all. Its bytes count once, also if some are sent again. */
export class Moving {
  readonly #progress: Progress
  /** What the object has, where that is known. */
  readonly bytes: number | undefined
  #told = 0

  constructor(progress: Progress, bytes: number | undefined) {
    this.#progress = progress
    this.bytes = bytes
  }

  add(bytes: number): void {
    const fresh = this.bytes === undefined ? bytes : Math.min(bytes, this.bytes - this.#told)
    this.#told += fresh
    this.#progress.add(0, fresh)
    this.#progress.tell()
  }

  async finish(): Promise<void> {
    this.#progress.add(1, (this.bytes ?? this.#told) - this.#told)
    await this.#progress.breathe()
  }
}
