import { setTimeout as pause } from 'node:timers/promises'
import type { Environment } from '../../../foundation/system/index.ts'
import type { RetryOptions } from './retry.ts'

/** Six attempts in at most two minutes. */
export const realRetry: RetryOptions = {
  attempts: 6,
  deadline: 120_000,
  now: () => performance.now(),
  pause: (milliseconds, signal) => pause(milliseconds, undefined, signal && { signal }).catch(() => undefined),
  random: Math.random,
}

/** The same, told to whoever wants to know. */
export function retryIn({ tell }: Pick<Environment, 'tell'>): RetryOptions {
  return tell ? { ...realRetry, tell } : realRetry
}
