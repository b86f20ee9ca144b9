export interface Message {
  readonly event: string
  readonly data: string
}

/**
 * What somebody has still to be told. Of messages under one key only the newest stays, so that whoever does not read costs no more
 * than whoever does.
 */
export class Outbox {
  readonly #waiting = new Map<string, Message>()
  #isClosed = false
  #wake: () => void = () => undefined

  put(key: string, message: Message): void {
    this.#waiting.set(key, message)
    this.#wake()
  }

  isWaiting(key: string): boolean {
    return this.#waiting.has(key)
  }

  close(): void {
    this.#isClosed = true
    this.#wake()
  }

  /** Messages as they come, each when the one before has been taken; ends with `close`. */
  async *messages(): AsyncGenerator<Message> {
    while (!this.#isClosed) {
      for (const [key, message] of this.#waiting) {
        this.#waiting.delete(key)
        yield message
      }
      if (this.#waiting.size === 0 && !this.#isClosed) await this.#woken()
    }
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}
