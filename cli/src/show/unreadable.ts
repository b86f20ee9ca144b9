import type { DiffResult } from '@sterna/engine'
import type { Session } from '../shell/command.ts'

/** Says of which revisions some file could not be read. */
export function warnUnreadable(session: Session, result: DiffResult): DiffResult {
  if (result.unreadable.length > 0)
    session.warn(`DVC failed to load some metrics for following revisions: '${result.unreadable.join(', ')}'.`)
  return result
}
