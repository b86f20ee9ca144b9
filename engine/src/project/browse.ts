import type { BrowsedRepository } from '../browsing/index.ts'
import { dvcIgnoreTree, type TrackedOutput } from '../data/index.ts'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { Overlay } from '../foundation/config/index.ts'
import { openGit } from '../foundation/git/index.ts'
import { checkOut } from './check-out.ts'
import { findProjectRoot } from './find-root.ts'
import { type Machine, realMachine } from './machine.ts'
import { nameRepository, repositoriesDirectory } from './named-repository.ts'
import { openProject } from './project.ts'
import { sourcePlace } from './source-place.ts'

export interface BrowseOptions {
  /** Where the person stands. */
  readonly workingDirectory: string
  /** The repository as the person names it: a path of this machine, or a URL that Git can reach. */
  readonly location: string
  /** The commit, branch or tag to look at; the work tree if left out, or the default branch of what is elsewhere. */
  readonly revision?: string
  /** Settings to lay over those of the repository. */
  readonly overlay?: Overlay
  readonly machine?: Partial<Machine>
}

type Closable = BrowsedRepository & { close(): void }

/** Opens a repository, be it a project or only Git's, to look at it. Must be closed. */
export async function browseRepository(options: BrowseOptions): Promise<Closable> {
  const machine = { ...realMachine(), ...options.machine }
  const workingDirectory = machine.files.realPath(absolutePath(options.workingDirectory))
  const place = sourcePlace(machine.files, options.location, [workingDirectory])
  const standing = { ...options, machine, workingDirectory }
  if (place.kind === 'elsewhere' || !isWorkTree(machine, place.directory)) return browseCommit(standing)
  const { directory } = place
  const revision = options.revision ?? (place.kind === 'file-url' ? 'HEAD' : undefined)
  const seen = { ...standing, ...(revision === undefined ? {} : { revision }) }
  return findProjectRoot(machine.files, directory) ? browseProject(seen, directory) : browseGit(seen, directory)
}

interface Standing extends BrowseOptions {
  readonly machine: Machine
  readonly workingDirectory: AbsolutePath
}

/** A state of a repository that has no work tree on this machine. */
async function browseCommit(standing: Standing): Promise<Closable> {
  const { machine, workingDirectory, location } = standing
  const named = nameRepository(machine, location, [workingDirectory])
  const commit = await named.commit(standing.revision)
  const from = await named.objects(commit)
  const { directory, close } = checkOut({ machine, scratch: repositoriesDirectory(machine) }, { from, commit })
  try {
    const isProject = machine.files.stat(absolutePath(directory, '.dvc'))?.kind === 'directory'
    const seen = { ...standing, revision: commit }
    const browsed = isProject ? await browseProject(seen, directory) : browseGit(seen, directory)
    return { ...browsed, close: () => (browsed.close(), close()) }
  } catch (error) {
    close()
    throw error
  }
}

function browseGit({ machine, workingDirectory, revision }: Standing, directory: AbsolutePath): Closable {
  const git = openGit(machine, machine.files.realPath(directory))!
  return {
    root: git.root,
    workingDirectory,
    revision,
    files: machine.files,
    git,
    dvcIgnore: dvcIgnoreTree(machine.files, git.root),
    stages: async () => [],
    storesOf: () => [],
    homeOf: () => git.root,
    close: () => git.close(),
  }
}

async function browseProject(standing: Standing, directory: AbsolutePath): Promise<Closable> {
  const { machine, workingDirectory, revision, overlay } = standing
  const project = await openProject({ workingDirectory: directory, machine, ...(overlay ? { overlay } : {}) })
  const remoteOf = (output: TrackedOutput) => project.remote(output.remote)
  const { root, files, git, dvcIgnore, cache } = project
  return {
    root,
    workingDirectory,
    revision,
    files,
    git,
    dvcIgnore,
    stages: async () => (revision === undefined ? project.stages() : project.stagesAt(revision)),
    storesOf: (output) => {
      const objects = remoteOf(output)?.objects
      return objects ? [cache, objects] : [cache]
    },
    homeOf: (output) => {
      const name = remoteOf(output)?.name
      return name === undefined ? project.cacheDirectory : absolutePath(project.config.remote(name).url)
    },
    close: () => project.close(),
  }
}

/** Whether a path lies in a project or in a work tree of Git. */
function isWorkTree(machine: Machine, directory: AbsolutePath): boolean {
  if (machine.files.stat(directory)?.kind !== 'directory') return false
  if (findProjectRoot(machine.files, directory)) return true
  const git = openGit(machine, machine.files.realPath(directory))
  git?.close()
  return git !== undefined
}
