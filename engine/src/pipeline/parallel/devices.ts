/** Which devices, such as GPUs, are whose. A share of one device leaves the rest of it to others. */
export class Devices {
  readonly #names: readonly string[]
  /** What is free of each. */
  readonly #free: number[]

  /** By the names that programs know them by. */
  constructor(names: readonly string[]) {
    this.#names = names
    this.#free = names.map(() => 1)
  }

  /** The devices to use: whole ones, or a share of the one of which least is left. Undefined if there are not enough. */
  take(amount: number): TakenDevices | undefined {
    const share = Math.min(1, amount)
    const candidates = this.#free
      .map((free, device) => ({ free, device }))
      .filter(({ free }) => free + 1e-9 >= share)
      .sort((a, b) => a.free - b.free || a.device - b.device)
    const taken = candidates.slice(0, Math.ceil(amount)).map(({ device }) => device)
    if (taken.length < Math.ceil(amount)) return undefined
    for (const device of taken) this.#free[device]! -= share
    return {
      names: taken.sort((a, b) => a - b).map((device) => this.#names[device]!),
      giveBack: () => {
        for (const device of taken) this.#free[device]! += share
      },
    }
  }
}

export interface TakenDevices {
  readonly names: readonly string[]
  giveBack(): void
}
