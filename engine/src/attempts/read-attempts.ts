import { Failure } from '../foundation/base/index.ts'
import type { Attempt } from './attempt.ts'
import type { Attempts } from './attempts.ts'

export interface AttemptsRequest {
  /** Of these stages, by address; of all if there are none. */
  readonly stages: readonly string[]
  /** How many of them, the newest. */
  readonly most: number
  /** Only those that failed, were interrupted or are lost. */
  readonly isFailedOnly: boolean
}

/** The attempts at running stages, newest first. */
export function listAttempts({ attempts }: { readonly attempts: Attempts }, request: AttemptsRequest): Attempt[] {
  const { stages, most, isFailedOnly } = request
  const found = stages.length === 0 ? attempts.all() : stages.flatMap((stage) => attempts.of(stage))
  const wanted = isFailedOnly ? found.filter(({ state }) => state !== 'succeeded' && state !== 'running') : found
  return wanted.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, most)
}

/** One attempt at a stage: the one whose id begins like this, or the newest. Failure 'target-unknown' if there is none. */
export function findAttempt({ attempts }: { readonly attempts: Attempts }, stage: string, id = ''): Attempt {
  const found = attempts.find(stage, (attempt) => attempt.id.startsWith(id))
  if (found) return found
  const which = id === '' ? 'no attempt' : `no attempt '${id}'`
  throw new Failure('target-unknown', `There is ${which} at running a stage '${stage}' here.`, {
    hint: 'What has run: sterna runs',
  })
}

const lookMilliseconds = 200

/** Hands over what an attempt has printed; with `follows` also what it prints from now on, until it ends. Returns its last state. */
export async function readAttemptLog(
  { attempts }: { readonly attempts: Attempts },
  attempt: Attempt,
  hear: (bytes: Uint8Array) => void,
  { follows, signal }: { readonly follows: boolean; readonly signal: AbortSignal },
): Promise<Attempt> {
  let now = attempt
  for (let start = 0; ; ) {
    const { state } = now
    const piece = attempts.readLog(attempt, start)
    start += piece.length
    if (piece.length > 0) hear(piece)
    else if (!follows || state !== 'running' || signal.aborted) return now
    else {
      await attempts.pause(lookMilliseconds)
      now = findAttempt({ attempts }, attempt.stage, attempt.id)
    }
  }
}
