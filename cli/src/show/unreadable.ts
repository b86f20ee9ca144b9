import type { DiffResult } from '@sterna/engine'
import type { Session } from '../shell/command.ts'

/** Says of which revisions some file could not be read. */
export function warnUnreadable<Result extends Pick<DiffResult, 'unreadable'> & Partial<DiffResult>>(
  session: Session,
  result: Result,
): Result {
  for (const [name, message] of result.failures ?? []) warnOfRevision(session, name, message)
  if (result.unreadable.length > 0)
    session.warn(`DVC failed to load some metrics for following revisions: '${result.unreadable.join(', ')}'.`)
  return result
}

export function warnOfRevision(session: Session, name: string, message: string): void {
  session.warn(`failed to load metrics in revision '${name}', ${message}`)
}
