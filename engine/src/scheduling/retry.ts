/** How often and when what failed is tried again. */
export interface RetryPolicy {
  /** After the first attempt. */
  readonly most: number
  /** Failures that are worth it: a class, or `exit:75`, `signal:9`; all if left out. */
  readonly on?: readonly string[]
  /** Seconds before the first of them; each further one waits `factor` times as long. */
  readonly pause: number
  readonly factor: number
}

/** What an attempt failed of. */
export interface FailedTry {
  readonly failureClass: string
  /** Exit code, or the negative number of a signal. */
  readonly exit?: number | undefined
}

/** Whether it is worth another try, by what the policy says about that. `number`: which attempt it was, from one. */
export function isWorthRetry({ failureClass, exit }: FailedTry, number: number, { most, on }: RetryPolicy): boolean {
  if (number > most) return false
  if (on === undefined) return true
  const exact = exit === undefined ? undefined : `${failureClass}:${Math.abs(exit)}`
  return on.includes(failureClass) || (exact !== undefined && on.includes(exact))
}

/** Milliseconds to wait after the attempt of this number. */
export function pauseBefore(number: number, { pause, factor }: RetryPolicy): number {
  return pause * 1000 * factor ** (number - 1)
}
