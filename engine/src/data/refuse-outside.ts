import * as path from 'node:path'
import { type AbsolutePath, absolutePath, Failure, pathInside, type RepoPath } from '../foundation/base/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

interface Place {
  readonly root: AbsolutePath
  readonly files: Pick<FileSystem, 'lstat' | 'realPath'>
}

/**
 * Refuses to write what a repository says belongs outside of the project, into `.git` or `.dvc`, or behind a link that leads
 * out: the repository may be anybody's. What people set up themselves, such as a tracked path that is a link, is fine.
 */
export function refuseOutside({ root, files }: Place, output: RepoPath): void {
  const target = absolutePath(root, output)
  const inside = pathInside(root, target)
  if (inside === undefined || inside === '') throw refused(output, 'lies outside of the project')
  const own = inside.split('/').find((name) => ['.git', '.dvc'].includes(name.toLowerCase()))
  if (own !== undefined) throw refused(output, `lies in '${own}', which is not for data`)
  const parent = files.realPath(existingAbove(files, target))
  if (pathInside(files.realPath(root), parent) === undefined)
    throw refused(output, `lies behind a link to '${parent}', outside of the project`)
}

function existingAbove(files: Place['files'], target: AbsolutePath): AbsolutePath {
  let directory = absolutePath(path.dirname(target))
  while (files.lstat(directory) === undefined) directory = absolutePath(path.dirname(directory))
  return directory
}

function refused(output: string, why: string): Failure {
  return new Failure('outside-project', `'${output}' ${why}; nothing is written there.`, {
    hint: 'If you did not expect this, do not trust the repository. Otherwise give the output another path.',
  })
}
