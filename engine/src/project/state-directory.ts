import { type AbsolutePath, absolutePath, pathInside } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'

/**
 * Where a work tree keeps what it remembers and can find out anew: with Git, beside its index. A project in a folder of a
 * repository has a place of its own.
 */
export function stateDirectory(root: AbsolutePath, git: GitRepository | undefined): AbsolutePath {
  return stateIn(git?.places.gitDirectory, root, git)
}

/** Where a clone keeps what is worth keeping and nobody else needs, such as logs; shared by its work trees. */
export function keptState(root: AbsolutePath, git: GitRepository | undefined): AbsolutePath {
  return stateIn(git?.places.commonDirectory, root, git)
}

function stateIn(
  directory: AbsolutePath | undefined,
  root: AbsolutePath,
  git: GitRepository | undefined,
): AbsolutePath {
  if (!git || !directory) return absolutePath(root, '.dvc/tmp/sterna')
  const inside = pathInside(git.root, root) ?? ''
  return absolutePath(directory, `sterna/${inside === '' ? 'root' : encodeURIComponent(inside)}`)
}
