import { type AbsolutePath, absolutePath, pathInside } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'

/**
 * Where a work tree keeps what it remembers and can find out anew: with Git, beside its index. A project in a folder of a
 * repository has a place of its own.
 */
export function stateDirectory(root: AbsolutePath, git: GitRepository | undefined): AbsolutePath {
  if (!git) return absolutePath(root, '.dvc/tmp/sterna')
  const inside = pathInside(git.root, root) ?? ''
  return absolutePath(git.places.gitDirectory, `sterna/${inside === '' ? 'root' : encodeURIComponent(inside)}`)
}

/** Where a clone keeps what is worth keeping and nobody else needs, such as logs; shared by its work trees. */
export function keptState(root: AbsolutePath, git: GitRepository | undefined): AbsolutePath {
  if (!git) return absolutePath(root, '.dvc/tmp/sterna')
  const inside = pathInside(git.root, root) ?? ''
  return absolutePath(git.places.commonDirectory, `sterna/${inside === '' ? 'root' : encodeURIComponent(inside)}`)
}
