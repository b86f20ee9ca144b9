import { absolutePath, Failure, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import type { DataContext } from './data-context.ts'
import { directoriesAbove } from './output-parts.ts'

/**
 * Refuses a part of a directory that a link to another directory leads to: what is there belongs to somebody else, and
 * is neither recorded nor touched.
 */
export function refuseLinkedPart(
  context: Pick<DataContext, 'root' | 'files'>,
  directory: RepoPath,
  part: string,
): void {
  for (const inside of ['', ...directoriesAbove(part), part]) {
    const place = absolutePath(context.root, joinRepo(directory, inside))
    if (context.files.lstat(place)?.kind !== 'symlink' || context.files.stat(place)?.kind !== 'directory') continue
    throw new Failure('outside-project', `'${place}' is a link; nothing is written behind it.`, {
      hint: 'Remove the link, or put a directory in its place.',
    })
  }
}
