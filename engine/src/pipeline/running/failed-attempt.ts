import { Failure } from '../../foundation/base/index.ts'
import type { FailureClass } from '../policy/stage-policy.ts'

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
