export interface Timer {
  close(): void
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds since the machine began, on a clock that never goes back. */
  sinceStart(): number
  wait(milliseconds: number): Promise<void>
  /** Calls `ring` after a while, unless it is closed before. */
  timer(milliseconds: number, ring: () => void): Timer
}

export const realClock: Clock = {
  now: () => Date.now(),
  sinceStart: () => Number(process.hrtime.bigint() / 1_000_000n),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  timer(milliseconds, ring) {
    const timer = setTimeout(ring, Math.min(milliseconds, longestTimer))
    return { close: () => clearTimeout(timer) }
  },
}

/** What Node's timers can hold. */
const longestTimer = 2 ** 31 - 1
