import type { StorageCall } from '../../progress.ts'
import { stopIfAborted } from '../../progress.ts'
import { type HttpAnswer, headerOf } from './http-request.ts'

export interface RetryOptions {
  /** How often to try in all. */
  readonly attempts: number
  /** Milliseconds after which nothing is begun again. */
  readonly deadline: number
  readonly now: () => number
  /** Ends early when it is stopped. */
  readonly pause: (milliseconds: number, stop?: AbortSignal) => Promise<void>
  /** From 0 to 1. */
  readonly random: () => number
  /** Hears why and when something is tried again. */
  readonly tell?: (line: string) => void
}

/** What became of an attempt: an answer to return, or a reason to try again, and how long the other side wants us to wait. */
export type Attempt<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'again'; readonly error: unknown; readonly wait?: number }

const firstPause = 100
const longestPause = 20_000

/** Tries until it is done, it has been tried often enough, or it took too long; then throws the last reason. */
export async function retried<Result>(
  attempt: (number: number) => Promise<Attempt<Result>>,
  { attempts, deadline, now, pause, random, tell }: RetryOptions,
  call?: StorageCall,
): Promise<Result> {
  const begin = now()
  for (let number = 1; ; number++) {
    stopIfAborted(call)
    const outcome = await attempt(number)
    if (outcome.kind === 'done') return outcome.result
    const wait = Math.max(outcome.wait ?? 0, backOff(number, random()))
    if (number >= attempts || now() - begin + wait > deadline) throw outcome.error
    tell?.(`once more in ${Math.round(wait)} ms: ${messageOf(outcome.error)}`)
    await pause(wait, call?.signal)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Doubles, up to a limit; a random part of it, so that many who failed together do not come back together. */
export function backOff(attempt: number, random: number): number {
  return Math.min(longestPause, firstPause * 2 ** (attempt - 1)) * (0.5 + random / 2)
}

/** Answers that say: not now. */
export function isTemporary({ status }: HttpAnswer): boolean {
  return [408, 425, 429, 500, 502, 503, 504].includes(status)
}

/** Milliseconds that `Retry-After` asks for: seconds, or a date. */
export function wantedPause(answer: HttpAnswer, now: number): number | undefined {
  const value = headerOf(answer, 'retry-after')
  if (value === undefined) return undefined
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined
}

const passing = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
])

/** Whether an error of the system may be gone the next time. */
export function isPassing(code: string | undefined): boolean {
  return code !== undefined && passing.has(code)
}
