import type { Failure } from '../foundation/base/index.ts'
import type { ContentHash } from './object-store.ts'

/** An object that could not be brought from one store to another, and why, in words for people. */
export interface FailedObject {
  readonly hash: ContentHash
  readonly cause: string
  /** What helps. */
  readonly hint?: string
}

export function failedObject(hash: ContentHash, { message, hint }: Failure): FailedObject {
  return { hash, cause: message, ...(hint && { hint }) }
}
