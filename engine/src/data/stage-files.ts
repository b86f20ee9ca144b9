import { type AbsolutePath, absolutePath, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

export interface StageFileContext {
  readonly root: AbsolutePath
  readonly files: FileSystem
  readonly dvcIgnore: IgnoreTree
  /** Whether Git ignores a path; always false without Git. */
  isGitIgnored(path: RepoPath, isDirectory: boolean): boolean
}

/**
 * All `.dvc` and `dvc.yaml` files of the project, those of a directory before those below it. Directories that are an
 * output of a file met before, or that Git or `.dvcignore` hides, are not entered. Each file is handed to `outputsOf`
 * once, as it is met.
 */
export function findStageFiles(
  context: StageFileContext,
  outputsOf: (file: RepoPath) => readonly RepoPath[],
): readonly RepoPath[] {
  const found: RepoPath[] = []
  const outputs = new Set<string>()
  const pending: RepoPath[] = ['' as RepoPath]
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    const inside = readDirectory(context, directory)
    for (const file of inside.stageFiles) {
      found.push(file)
      for (const output of outputsOf(file)) outputs.add(output)
    }
    const entered = inside.directories.filter((child) => !outputs.has(child) && !isHidden(context, child))
    pending.push(...entered.reverse())
  }
  return found
}

export function isStageFile(name: string): boolean {
  return name === 'dvc.yaml' || name.endsWith('.dvc')
}

function readDirectory(context: StageFileContext, directory: RepoPath) {
  const stageFiles: RepoPath[] = []
  const directories: RepoPath[] = []
  for (const { name, kind } of context.files.list(absolutePath(context.root, directory)) ?? []) {
    const path = joinRepo(directory, name)
    if (kind === 'directory' && name !== '.git' && name !== '.dvc' && name !== '.hg') directories.push(path)
    else if (kind !== 'directory' && isStageFile(name) && !isIgnoredFile(context, path)) stageFiles.push(path)
  }
  return { stageFiles, directories }
}

function isIgnoredFile(context: StageFileContext, file: RepoPath): boolean {
  return context.dvcIgnore.isIgnored(file, false) || context.isGitIgnored(file, false)
}

function isHidden(context: StageFileContext, directory: RepoPath): boolean {
  const isNested = context.files.stat(absolutePath(context.root, `${directory}/.dvc`))?.kind === 'directory'
  return isNested || context.dvcIgnore.isIgnored(directory, true) || context.isGitIgnored(directory, true)
}
