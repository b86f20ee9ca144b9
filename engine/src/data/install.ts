import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { Environment, FileSystem } from '../foundation/system/index.ts'
import { type HookName, hookNames, hookOwner, renderHook } from './git-hooks.ts'
import { installMergeDriver } from './install-merge-driver.ts'
import { withOurHooks } from './pre-commit-tool.ts'

export interface InstallContext {
  readonly files: FileSystem
  readonly environment: Environment
  /** Without Git there is nothing to install. */
  readonly git: GitRepository | undefined
}

export interface InstallRequest {
  /** Leave it to the pre-commit tool to call us. */
  readonly usePreCommitTool: boolean
  /** Replace hooks that DVC has installed, or we; never others. */
  readonly force: boolean
}

const hookMode = 0o777

/** Has Git call us: to merge, before it commits and pushes, and after it has checked something out. */
export function installHooks(context: InstallContext, request: InstallRequest): void {
  const { git, files } = context
  if (!git) return
  installMergeDriver({ files, setup: git.setup }, { keepExisting: false })
  if (request.usePreCommitTool) addToPreCommitTool(files, git.root)
  else writeHooks(context, git.setup.hooksDirectory, request.force)
}

function addToPreCommitTool(files: FileSystem, root: AbsolutePath): void {
  const file = absolutePath(root, '.pre-commit-config.yaml')
  const before = files.readText(file)
  const text = withOurHooks(before)
  if (text !== before) files.writeAtomic(file, text)
}

function writeHooks({ files, environment }: InstallContext, directory: AbsolutePath, force: boolean): void {
  for (const name of hookNames) refuseExisting(files.readText(absolutePath(directory, name)), name, force)
  const shell = findShell(files, environment)
  for (const name of hookNames) {
    const file = absolutePath(directory, name)
    files.writeAtomic(file, renderHook(name, shell))
    files.setMode(file, hookMode)
  }
}

function refuseExisting(text: string | undefined, name: HookName, force: boolean): void {
  if (text === undefined) return
  const owner = hookOwner(text, name)
  if (force && owner !== 'other') return
  throw new Failure(
    'file-exists',
    `Hook '${name}' already exists. Please refer to <https://man.dvc.org/install> for more info.`,
    { hint: hintFor(owner, name) },
  )
}

function hintFor(owner: ReturnType<typeof hookOwner>, name: HookName): string {
  if (owner === 'sterna')
    return 'It is the one that sterna has installed. To write all of them anew: sterna install --force'
  if (owner === 'dvc') return "It is DVC's. To have sterna called in its place: sterna install --force"
  return `It is somebody else's. To have sterna called too, add this to it: sterna git-hook ${name} "$@"`
}

function findShell(files: FileSystem, { variables }: Environment): string {
  const directories = (variables['PATH'] ?? '').split(':').filter((directory) => directory.startsWith('/'))
  return directories.map((directory) => `${directory}/sh`).find((file) => files.stat(absolutePath(file))) ?? '/bin/sh'
}
