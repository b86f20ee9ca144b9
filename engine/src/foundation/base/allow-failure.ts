import { systemErrorCode } from './failure.ts'

/** Does what may fail: modes, which not every file system has (DVC ignores that too), or tidying up. A fault of ours does not pass. */
export function allowFailure(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error
  }
}
