import { Failure } from '../../foundation/base/index.ts'
import type { FailureClass, RetryPolicy } from '../policy/stage-policy.ts'

/** A command that did not do what it should. */
export class FailedAttempt extends Failure {
  readonly failureClass: FailureClass
  /** Of its last command: exit code, or the negative number of a signal. */
  readonly exit: number | undefined

  constructor(failureClass: FailureClass, message: string, { exit, hint }: { exit?: number; hint?: string } = {}) {
    super('stage-failed', message, hint === undefined ? {} : { hint })
    this.failureClass = failureClass
    this.exit = exit
  }
}

/** Whether it is worth another try, by what the stage says about that. `number`: which attempt it was, from one. */
export function isWorthRetry(failed: FailedAttempt, number: number, { most, on }: RetryPolicy): boolean {
  if (number > most || failed.failureClass === 'changed-input') return false
  if (on === undefined) return true
  const exact = failed.exit === undefined ? undefined : `${failed.failureClass}:${Math.abs(failed.exit)}`
  return on.includes(failed.failureClass) || (exact !== undefined && on.includes(exact))
}

/** Milliseconds to wait after the attempt of this number. */
export function pauseBefore(number: number, { pause, factor }: RetryPolicy): number {
  return pause * 1000 * factor ** (number - 1)
}

const mostExitCodes = 128

/** What a command failed of that ended in this way. A shell tells of a signal that ended what it ran by 128 and its number. */
export function classOf(exit: number, isOutOfMemory: boolean): FailureClass {
  const isSignal = exit < 0 || exit > mostExitCodes
  if (!isSignal) return 'exit'
  const number = exit < 0 ? -exit : exit - mostExitCodes
  return number === 9 && isOutOfMemory ? 'oom' : 'signal'
}
