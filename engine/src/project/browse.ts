import type { BrowsedRepository } from '../browsing/index.ts'
import { dvcIgnoreTree, type TrackedOutput } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import { openGit } from '../foundation/git/index.ts'
import { findProjectRoot } from './find-root.ts'
import { type Machine, realMachine } from './machine.ts'
import { openProject, type Project } from './project.ts'

export interface BrowseOptions {
  /** Where the person stands. */
  readonly workingDirectory: string
  /** The repository as the person names it: a path of this machine. */
  readonly location: string
  /** The remote to use there instead of its default one. */
  readonly remote?: string
  readonly machine?: Partial<Machine>
}

/** Opens the repository that a path lies in, be it a project or only Git's, to look at it. Must be closed. */
export async function browseRepository(options: BrowseOptions): Promise<BrowsedRepository & { close(): void }> {
  const machine = { ...realMachine(), ...options.machine }
  const workingDirectory = machine.files.realPath(absolutePath(options.workingDirectory))
  const start = absolutePath(workingDirectory, options.location)
  if (machine.files.stat(start)?.kind !== 'directory') throw notHere(options.location)
  if (findProjectRoot(machine.files, start)) {
    const project = await openProject({ workingDirectory: start, machine })
    return browsedProject(project, workingDirectory, options.remote)
  }
  const git = openGit(machine, machine.files.realPath(start))
  if (!git) throw notHere(options.location)
  return {
    root: git.root,
    workingDirectory,
    files: machine.files,
    git,
    dvcIgnore: dvcIgnoreTree(machine.files, git.root),
    stagesIn: async () => [],
    storesOf: () => [],
    homeOf: () => git.root,
    close: () => git.close(),
  }
}

function browsedProject(project: Project, workingDirectory: AbsolutePath, remote: string | undefined) {
  const remoteOf = (output: TrackedOutput) => project.remote(remote ?? output.remote)
  const { root, files, git, dvcIgnore, cache } = project
  return {
    root,
    workingDirectory,
    files,
    git,
    dvcIgnore,
    stagesIn: async (revision: string | undefined) =>
      revision === undefined ? project.stages() : project.stagesAt(revision),
    storesOf: (output: TrackedOutput) => {
      const objects = remoteOf(output)?.objects
      return objects ? [cache, objects] : [cache]
    },
    homeOf: (output: TrackedOutput) => {
      const name = remoteOf(output)?.name
      return name === undefined ? project.cacheDirectory : absolutePath(project.config.remote(name).url)
    },
    close: () => project.close(),
  }
}

function notHere(location: string): Failure {
  if (/^[\w+.-]+:\/\/|^[^/]+@[^/]+:/.test(location)) {
    return new Failure('unsupported', `'${location}' is not on this machine, and sterna cannot look into it yet.`, {
      hint: 'Clone it and name the folder, or use dvc for this.',
    })
  }
  return new Failure(
    'git',
    `SCM error: Failed to clone repo '${location}': No git repository was found at ${location}`,
    {
      hint: 'Name the folder of a Git repository.',
    },
  )
}
