import * as path from 'node:path'
import { type AbsolutePath, absolutePath, pathInside, type RepoPath, repoPath } from '../../foundation/base/index.ts'
import type { SelectedOutput } from '../select-outputs.ts'
import { isStageFile } from '../stage-files.ts'
import type { ImportContext, SourceProject, SourceRepository } from './source-repository.ts'

/** A path in a repository that is no output nor lies in one, and the outputs that lie below it. */
export interface Mixed {
  readonly place: RepoPath
  readonly project: SourceProject | undefined
  readonly outputs: readonly SelectedOutput[]
}

/** A path of a project as one of the repository it lies in. */
export function inRepository({ place }: SourceProject, path: RepoPath): RepoPath {
  return repoPath(place === '' ? path : `${place}/${path}`)
}

/** What is DVC's own, ignored, an output, or a link that leads out of the repository. */
export function ignoredIn(context: ImportContext, source: SourceRepository, { place, project, outputs }: Mixed) {
  const owned = new Set(outputs.map(({ output }) => inRepository(project!, output.path)))
  return (relative: string, isDirectory: boolean): boolean => {
    const file = repoPath(place === '' ? relative : `${place}/${relative}`)
    if (!isDirectory && isOwnFile(path.posix.basename(file))) return true
    if (owned.has(file)) return true
    const inProject = project && file.slice(project.place === '' ? 0 : project.place.length + 1)
    if (project?.dvcIgnore.isIgnored(inProject as RepoPath, isDirectory)) return true
    return isStrayLink(context, source, absolutePath(source.directory, file))
  }
}

function isOwnFile(name: string): boolean {
  return isStageFile(name) || name === 'dvc.lock' || name === '.dvcignore'
}

/** A link to nothing leads outside as well: in a clone that may be a file beside the repository. */
function isStrayLink(context: ImportContext, source: SourceRepository, file: AbsolutePath): boolean {
  if (context.files.lstat(file)?.kind !== 'symlink') return false
  return context.files.stat(file) === undefined || leadsOutside(context, source, file)
}

/** Whether links lead from the repository to somewhere else. */
export function leadsOutside(context: ImportContext, source: SourceRepository, file: AbsolutePath): boolean {
  return pathInside(context.files.realPath(source.directory), context.files.realPath(file)) === undefined
}
