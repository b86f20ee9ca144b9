import { Failure } from '../foundation/base/index.ts'

/** The failure of something that a commit names and Git does not have. Taken for empty, its data would count as unused. */
export function lostObject(what: string): Failure {
  return new Failure('git', `Git does not have '${what || '/'}' of a commit, though the commit names it.`, {
    hint: 'To see what is lost: git fsck. To get it from where you cloned: git fetch --refetch',
  })
}
