import { dvcIgnoreTree } from '../data/index.ts'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { type Config, loadConfig } from '../foundation/config/index.ts'
import { openGit } from '../foundation/git/index.ts'
import type { PlotsContext } from '../plots/index.ts'
import { CommitSources } from '../revisions/index.ts'
import { type Machine, machineFor } from './machine.ts'

export interface FolderOptions {
  readonly workingDirectory: AbsolutePath
  readonly machine?: Partial<Machine>
  readonly stop?: AbortSignal
}

/** What can be looked at without a project: the files of a folder, or of the Git repository around it. */
export interface OpenFolder extends PlotsContext {
  readonly config: Config
  close(): void
}

/** Opens a folder that lies in no project. Must be closed. */
export function openFolder(options: FolderOptions): OpenFolder {
  const machine = machineFor(options)
  const workingDirectory = machine.files.realPath(absolutePath(options.workingDirectory))
  const git = openGit(machine, workingDirectory)
  const root = git?.root ?? workingDirectory
  return {
    root,
    workingDirectory,
    dvcIgnore: dvcIgnoreTree(machine.files, root),
    files: machine.files,
    git,
    commitSources: git && new CommitSources(git),
    config: loadConfig({ files: machine.files, root: undefined, environment: machine.environment }),
    stages: () => [],
    definitions: () => [],
    locked: () => new Map(),
    readCached: async () => undefined,
    readDirectory: async () => undefined,
    close: () => git?.close(),
  }
}
