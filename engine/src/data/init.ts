import { type AbsolutePath, absolutePath, Failure, pathInside } from '../foundation/base/index.ts'
import { openGit } from '../foundation/git/index.ts'
import type { Environment, FileSystem, Processes } from '../foundation/system/index.ts'
import { installMergeDriver } from './install-merge-driver.ts'

export interface InitContext {
  readonly files: FileSystem
  readonly processes: Processes
  readonly environment: Environment
}

export interface InitRequest {
  readonly directory: AbsolutePath
  /** The directory may lie below the root of the Git repository. */
  readonly isSubdirectory: boolean
  readonly withoutGit: boolean
  /** Begin anew where there is a project already. Its cache goes with it. */
  readonly force: boolean
}

export interface InitResult {
  readonly root: AbsolutePath
  readonly usesGit: boolean
}

const ignoreFileText = `# Add patterns of files dvc should ignore, which could improve
# the performance. Learn more at
# https://dvc.org/doc/user-guide/dvcignore
`
const gitIgnoreText = '/config.local\n/tmp\n/cache\n'

/** Makes a project in a directory: `.dvc`, `.dvcignore`, and both staged in Git. */
export function initProject(context: InitContext, request: InitRequest): InitResult {
  const { files } = context
  if (request.withoutGit && request.isSubdirectory) {
    throw new Failure('usage', 'Cannot initialize repo with `--no-scm` and `--subdir`')
  }
  const dvc = absolutePath(request.directory, '.dvc')
  const git = request.withoutGit ? undefined : gitFor(context, request)
  if (!request.force && !isLeftover(files, dvc))
    throw new Failure('file-exists', `'${shownDvc(context, dvc)}' exists. Use \`-f\` to force.`)
  if (request.force) files.remove(dvc)
  if (git) files.writeAtomic(absolutePath(dvc, '.gitignore'), gitIgnoreText)
  files.writeAtomic(absolutePath(dvc, 'tmp/btime'), '')
  const ignoreFile = absolutePath(request.directory, '.dvcignore')
  if (!files.stat(ignoreFile)) files.writeAtomic(ignoreFile, ignoreFileText)
  if (git) installMergeDriver({ files, setup: git.setup }, { keepExisting: true })
  files.writeAtomic(absolutePath(dvc, 'config'), request.withoutGit ? '[core]\n    no_scm = True\n' : '')
  git?.stage([absolutePath(dvc, 'config'), ignoreFile, absolutePath(dvc, '.gitignore')])
  return { root: request.directory, usesGit: git !== undefined }
}

/** Whether there is nothing, or what an `init` that was interrupted has left: it writes `config` last. */
function isLeftover(files: FileSystem, dvc: AbsolutePath): boolean {
  if (!files.lstat(dvc)) return true
  const entries = files.list(dvc)
  return entries?.every(({ name }) => name === '.gitignore' || name === 'tmp' || name.endsWith('.tmp')) ?? false
}

function gitFor(context: InitContext, { directory, isSubdirectory }: InitRequest) {
  const git = openGit(context, directory)
  if (!git || (git.root !== directory && !isSubdirectory)) {
    throw new Failure(
      'git',
      `${directory} is not tracked by any supported SCM tool (e.g. Git). Use \`--no-scm\` if you don't want to use any SCM or \`--subdir\` if initializing inside a subdirectory of a parent SCM repository.`,
      { hint: 'To begin with Git: git init' },
    )
  }
  const inside = pathInside(git.root, absolutePath(directory, '.dvc'))
  if (inside !== undefined && git.ignore.isIgnored(inside, true)) {
    throw new Failure(
      'ignored',
      `${directory}/.dvc is ignored by your SCM tool. \nMake sure that it's tracked, for example, by adding '!.dvc' to .gitignore.`,
    )
  }
  return git
}

function shownDvc(context: InitContext, dvc: AbsolutePath): string {
  return pathInside(context.environment.workingDirectory, dvc) ?? dvc
}
