import type { CommandLimits, ProcessIdentity } from '../foundation/system/index.ts'
import type { RetryPolicy } from '../scheduling/index.ts'

/** How a job is run. */
export interface JobPolicy {
  /** What it needs of the machine, by name; see `choose`. */
  readonly resources: Readonly<Record<string, number>>
  /** Of two that could run, the one with more goes first. */
  readonly priority: number
  /** `lost`: how often it is tried again when whoever ran it, or the machine, has gone. */
  readonly retries: RetryPolicy & { readonly lost: number }
  readonly limits: CommandLimits
}

export const usualJobPolicy: JobPolicy = {
  resources: {},
  priority: 0,
  retries: { most: 0, pause: 1, factor: 2, lost: 3 },
  limits: { timeout: {}, kill: { signal: 'SIGTERM', grace: 10 } },
}

/** What somebody wants to have done. */
export interface JobRequest {
  /** As people call it. */
  readonly name: string
  /** Who knows how to do it, such as `experiment`. */
  readonly kind: string
  /** What they have to know, as plain JSON. */
  readonly details: Readonly<Record<string, unknown>>
  readonly policy: JobPolicy
}

/** A request as it is written down. */
export interface Submission extends JobRequest {
  /** Milliseconds since 1970. */
  readonly asked: number
  readonly by: ProcessIdentity
}

/** Whoever has made the claim on an attempt decides about it: its supervisor, or one who wants that it never begins. */
export type Claim = TakenClaim | VoidClaim

export interface TakenClaim {
  readonly kind: 'taken'
  /** Nobody else knows it; the command gets it in `STERNA_JOB_TOKEN`. */
  readonly token: string
  readonly by: ProcessIdentity
  readonly began: number
  readonly command: readonly string[]
  readonly directory: string
  /** Those that it may use, by the names that programs know them by; none are told if it needs none. */
  readonly devices?: readonly string[]
}

export interface VoidClaim {
  readonly kind: 'void'
  readonly by: ProcessIdentity
  readonly at: number
}

/** Why a supervisor ends its command. `fenced`: its attempt has been given up by others. */
export type StopReason = 'cancelled' | 'shutdown' | 'fenced'

/** What a supervisor writes down while its command runs. */
export type AttemptEvent =
  | { readonly event: 'started'; readonly child: ProcessIdentity; readonly at: number }
  | { readonly event: 'beat'; readonly at: number; readonly cpuSeconds?: number; readonly bytes?: number }
  | { readonly event: 'stopping'; readonly reason: StopReason; readonly at: number }
  | { readonly event: 'exited'; readonly end: AttemptEnd }

/** `lost`: whoever ran it, or the machine, has gone before there was an end. */
export type JobOutcome = 'succeeded' | 'failed' | 'cancelled' | 'lost'

export interface AttemptEnd {
  readonly token?: string
  readonly outcome: JobOutcome
  /** `exit`, `signal`, `oom`, `timeout`, `silent`, `start`; of a lost one `shutdown`, if we know. */
  readonly failure?: string
  readonly exit?: number
  readonly ended: number
  readonly cpuSeconds?: number
  readonly peakBytes?: number
  /** Not all that it printed could be written down. */
  readonly isLogCut?: boolean
}
