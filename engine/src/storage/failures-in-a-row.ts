import type { Failure } from '../foundation/base/index.ts'

/** After so many, the rest would only take long to fail in the same way. */
const enough = 64

/** Ends a transfer when one object after the other fails for the same reason and none gets through. */
export class FailuresInARow {
  #message: string | undefined
  #count = 0

  /** Throws the failure if there have been enough like it. */
  note(failure: Failure): void {
    this.#count = failure.message === this.#message ? this.#count + 1 : 1
    this.#message = failure.message
    if (this.#count >= enough) throw failure
  }

  /** One got through. */
  end(): void {
    this.#count = 0
  }
}
