import { Failure, withCaret } from '../../foundation/base/index.ts'

/** Why a filter is not understood, where, and what to write instead. */
export function filterFailure(text: string, offset: number, reason: string, hint: string): Failure {
  return new Failure('usage', `The filter is not understood: ${reason} (at character ${offset + 1}).`, {
    hint,
    excerpt: withCaret(text, offset),
  })
}
