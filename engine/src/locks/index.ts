export type { PathRequest } from './path-claims.ts'
export { type PathLockContext, PathLocks, type StaleClaim } from './path-locks.ts'
export { type LockContext, ProjectLock } from './project-lock.ts'
export { Turns } from './turns.ts'
