import { constants } from 'node:os'

/** How a process ended, as Python tells it: its exit code, or the negative number of the signal that ended it. */
export function exitNumber(code: number | null, signal: NodeJS.Signals | null): number {
  if (signal !== null) return -constants.signals[signal]
  return code ?? 1
}
