export { allowFailure } from './allow-failure.ts'
export { mapBounded } from './bounded.ts'
export { type Call, quietCall } from './call.ts'
export { withCaret } from './caret.ts'
export {
  Failure,
  type FailureCode,
  type FailureDetails,
  type FilePlace,
  orFailure,
  systemErrorCode,
} from './failure.ts'
export { compareCodePoints } from './ordering.ts'
export {
  type AbsolutePath,
  absolutePath,
  isWithin,
  joinRepo,
  overlaps,
  parentOf,
  pathInside,
  type RepoPath,
  repoPath,
  shownPath,
  toPosix,
} from './paths.ts'
export { explainSystemError } from './system-failure.ts'
export { withoutPassword } from './without-password.ts'
