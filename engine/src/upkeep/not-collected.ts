import { Failure } from '../foundation/base/index.ts'

const passOver = 'Nothing was removed. To go on without this revision: --skip-failed'

/** The failure with the revision it is about. Nothing has been removed when it is thrown. */
export function notCollected(revision: string, error: Failure, advice = passOver): Failure {
  const hint = error.hint ?? advice
  return new Failure(error.code, `Failed to collect '${revision}': ${error.message}`, {
    hint,
    cause: error,
    ...(error.excerpt === undefined ? {} : { excerpt: error.excerpt }),
  })
}
