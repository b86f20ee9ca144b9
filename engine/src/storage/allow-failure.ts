import { systemErrorCode } from '../foundation/base/index.ts'

/** For modes and the like, which not every file system has: DVC ignores such failures too. */
export function allowFailure(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error
  }
}
