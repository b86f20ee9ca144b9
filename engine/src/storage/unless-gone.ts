import { systemErrorCode } from '../foundation/base/index.ts'

/** For files that others may take away meanwhile: undefined if one is not there. */
export function unlessGone<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
