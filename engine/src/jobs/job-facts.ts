import type { ProcessIdentity } from '../foundation/system/index.ts'
import type { AttemptEnd, Claim, Submission } from './job.ts'

/** What can be seen of an attempt. */
export interface AttemptFacts {
  /** From one. */
  readonly number: number
  /** Undefined if there is one that cannot be read. */
  readonly claim: Claim | undefined
  readonly child: ProcessIdentity | undefined
  /** What its supervisor has seen of its end. */
  readonly exited: AttemptEnd | undefined
  readonly end: AttemptEnd | undefined
  /** Whether somebody wants it to end. */
  readonly isAskedToStop: boolean
  /** Whether its supervisor is there; undefined if that cannot be seen from here. */
  readonly isAlive: boolean | undefined
  /** When something of it was last written, in milliseconds since 1970 on the clock of the disk. */
  readonly lastSign: number
}

/** What can be seen of a job: everything else follows from it. */
export interface JobFacts {
  /** Sorts in the order in which jobs were asked for. */
  readonly id: string
  readonly submission: Submission
  /** Those that have been claimed, the first one first. */
  readonly attempts: readonly AttemptFacts[]
}
