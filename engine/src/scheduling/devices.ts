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
    return this.#hold(
      taken.sort((a, b) => a - b),
      share,
    )
  }

  /** Those that somebody uses already who began before; names that are not known are passed over. */
  hold(names: readonly string[], amount: number): TakenDevices {
    const devices = names.map((name) => this.#names.indexOf(name)).filter((device) => device >= 0)
    return this.#hold(devices, Math.min(1, amount))
  }

  #hold(devices: readonly number[], share: number): TakenDevices {
    for (const device of devices) this.#free[device]! -= share
    return {
      names: devices.map((device) => this.#names[device]!),
      giveBack: () => {
        for (const device of devices) this.#free[device]! += share
      },
    }
  }
}

export interface TakenDevices {
  readonly names: readonly string[]
  giveBack(): void
}

const deviceVariables = ['CUDA_VISIBLE_DEVICES', 'NVIDIA_VISIBLE_DEVICES', 'HIP_VISIBLE_DEVICES']

/** What tells programs which devices are theirs. */
export function variablesFor(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(deviceVariables.map((variable) => [variable, names.join(',')]))
}

/** The devices that somebody has chosen among by the variable, or else as many as there are, by number. */
export function devicesAmong(count: number, chosen: string | undefined): readonly string[] {
  return chosen === undefined ? Array.from({ length: count }, (_, i) => String(i)) : chosen.split(',').filter(Boolean)
}
