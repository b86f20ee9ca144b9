import { type AbsolutePath, absolutePath, isWithin, pathInside, shownPath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'

/** What Git itself has to say of the work tree. */
export interface GitChanges {
  /** No commit was made yet. */
  readonly isEmpty: boolean
  readonly isDirty: boolean
  /** As a person in the working directory writes them; empty unless asked for. */
  readonly untracked: readonly string[]
}

interface Asking {
  readonly git: GitRepository | undefined
  readonly root: AbsolutePath
  readonly workingDirectory: AbsolutePath
}

/** Asks Git. Untracked files are those of the project only, also in a repository that holds more. */
export function gitChanges(
  { git, root, workingDirectory }: Asking,
  { withUntracked, targets }: { readonly withUntracked: boolean; readonly targets: readonly string[] },
): GitChanges {
  if (!git) return { isEmpty: false, isDirty: false, untracked: [] }
  const { isDirty, untracked } = git.changes({ withUntracked })
  const places = targets.map((target) => absolutePath(workingDirectory, target))
  const isMeant = (file: AbsolutePath) => places.length === 0 || places.some((place) => isWithin(place, file))
  const shown = untracked
    .map((file) => absolutePath(git.root, file))
    .filter((file) => pathInside(root, file) !== undefined && isMeant(file))
    .map((file) => shownPath(workingDirectory, file))
  return { isEmpty: git.head().commit === undefined, isDirty, untracked: shown }
}
