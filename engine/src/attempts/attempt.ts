import type { ProcessIdentity } from '../foundation/system/index.ts'

/** One run of a stage's command, as it is written down when it begins. */
export interface AttemptStart {
  readonly stage: string
  /** The project's root on this machine. */
  readonly root: string
  readonly command: string | readonly string[]
  /** Counted from one within a `repro`; more than one after a failure that was worth another try. */
  readonly number: number
  /** What it read: hashes by path, as the lock file has them. */
  readonly inputs: Readonly<Record<string, string>>
}

export type AttemptOutcome = 'succeeded' | 'failed' | 'interrupted'

/** How it ended. */
export interface AttemptEnd {
  readonly outcome: AttemptOutcome
  /** Exit code of its last command, or the negative number of a signal. */
  readonly exit?: number
  /** `exit`, `signal`, `oom`, `timeout`, `silent`, `missing-output`, `changed-input`. */
  readonly failure?: string
  readonly cause?: string
  /** Hashes by path. */
  readonly outputs?: Readonly<Record<string, string>>
}

export interface AttemptUsage {
  readonly cpuSeconds?: number
  /** Most memory that all its processes had together, as far as it was seen. */
  readonly peakBytes?: number
  /** The same on graphics devices, where there are any. */
  readonly peakDeviceBytes?: number
}

/** `lost`: whoever ran it was killed or cut off before it could write down an end. */
export type AttemptState = 'running' | AttemptOutcome | 'lost'

export interface Attempt extends AttemptStart, Partial<AttemptEnd>, AttemptUsage {
  /** Sorts by time. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly began: number
  readonly ended?: number
  readonly by: ProcessIdentity
  readonly state: AttemptState
}

/** Of a process that cannot be seen from here: it writes something at least this often, in milliseconds. */
export const heartbeatMilliseconds = 30_000
const missedBeats = 3

/** `isAlive` is undefined where that cannot be seen; then the last sign of life, in milliseconds since 1970, decides. */
export function stateOf(
  outcome: AttemptOutcome | undefined,
  isAlive: boolean | undefined,
  lastSign: number,
  now: number,
): AttemptState {
  if (outcome !== undefined) return outcome
  return (isAlive ?? now - lastSign < missedBeats * heartbeatMilliseconds) ? 'running' : 'lost'
}
