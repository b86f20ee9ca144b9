import { Failure, type FailureCode } from '@sterna/engine'

/** Exit codes that scripts rely on; they are DVC's. */
export const exitCodes = {
  brokenPipe: 141,
  config: 251,
  interrupted: 252,
  notARepository: 253,
  usage: 254,
  other: 255,
} as const

const ofCode: Partial<Record<FailureCode, number>> = {
  config: exitCodes.config,
  'ignore-file-inside': exitCodes.other,
  interrupted: exitCodes.interrupted,
  'not-a-repository': exitCodes.notARepository,
}

/** The code that a command ends with after `error`; `failureExit` is its own for ordinary failures, `exits` for some. */
export function exitCodeOf(
  error: unknown,
  failureExit: number,
  exits: Partial<Record<FailureCode, number>> = {},
): number {
  if (!(error instanceof Failure)) return exitCodes.other
  return exits[error.code] ?? ofCode[error.code] ?? failureExit
}
