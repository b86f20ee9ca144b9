const mostExitCodes = 128
const mostSignals = 64

/** What a command failed of that ended in this way. A shell tells of a signal that ended what it ran by 128 and its number. */
export function classOf(exit: number, isOutOfMemory: boolean): 'exit' | 'signal' | 'oom' {
  const isSignal = exit < 0 || (exit > mostExitCodes && exit <= mostExitCodes + mostSignals)
  if (!isSignal) return 'exit'
  const number = exit < 0 ? -exit : exit - mostExitCodes
  return number === 9 && isOutOfMemory ? 'oom' : 'signal'
}
