/** Lets works go on at once as long as they stay within an amount, in the order in which they come. */
export class Budget {
  #left: number
  readonly #waiting: { readonly amount: number; readonly go: () => void }[] = []

  constructor(amount: number) {
    this.#left = amount
  }

  /** Does some work that takes so much of it, when there is room; no work takes more than there is in all. */
  async spend<Result>(amount: number, work: () => Promise<Result>): Promise<Result> {
    if (this.#waiting.length > 0 || amount > this.#left)
      await new Promise<void>((go) => this.#waiting.push({ amount, go }))
    else this.#left -= amount
    try {
      return await work()
    } finally {
      this.#left += amount
      this.#wake()
    }
  }

  #wake(): void {
    while (this.#waiting.length > 0 && this.#waiting[0]!.amount <= this.#left) {
      const next = this.#waiting.shift()!
      this.#left -= next.amount
      next.go()
    }
  }
}
