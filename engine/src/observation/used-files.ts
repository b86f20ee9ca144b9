import {
  type AbsolutePath,
  absolutePath,
  compareCodePoints,
  pathInside,
  type RepoPath,
} from '../foundation/base/index.ts'
import { groupReads, groupWrites } from './group-paths.ts'
import type { ObservationContext } from './observation-context.ts'
import { filesBelow } from './snapshot.ts'
import type { FileUse } from './trace/file-uses.ts'
import type { UsedFiles } from './watched-run.ts'
import { isWorthTelling } from './worth-telling.ts'

/** What is worth telling of the uses of files: those of the project that are still there, directories rather than many files. */
export function usedFiles(context: ObservationContext, uses: ReadonlyMap<string, FileUse>): UsedFiles {
  const told = [...uses].flatMap(([file, use]) => {
    const path = pathInside(context.root, file as AbsolutePath)
    return path !== undefined && isTold(context, path) ? [[path, use] as const] : []
  })
  const some = (isMeant: (use: FileUse) => boolean) => told.filter(([, use]) => isMeant(use)).map(([path]) => path)
  const written = some(({ isWritten }) => isWritten)
  return {
    reads: groupReads(
      some((use) => use.isRead && !use.isWritten),
      { trackedDirectories: trackedDirectories(context), written },
    ),
    writes: groupWrites(
      some((use) => use.isWritten && !use.isKept),
      (directory) => filesBelow(context, directory),
    ),
    both: some((use) => use.isKept).sort(compareCodePoints),
  }
}

function isTold({ files, root, dvcIgnore }: ObservationContext, path: RepoPath): boolean {
  if (path === '' || !isWorthTelling(path) || dvcIgnore.isIgnored(path, false)) return false
  return files.stat(absolutePath(root, path))?.kind === 'file'
}

function trackedDirectories(context: ObservationContext): string[] {
  const outputs = context.readable().stages.flatMap((stage) => stage.outputs)
  return outputs
    .map(({ path }) => path)
    .filter((path) => context.files.stat(absolutePath(context.root, path))?.kind === 'directory')
}
