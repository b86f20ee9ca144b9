import { type BrowsedRepository, placeIn } from '../browsing/index.ts'
import { dvcIgnoreTree, readableObjects, type TrackedOutput } from '../data/index.ts'
import { type AbsolutePath, absolutePath, parentOf } from '../foundation/base/index.ts'
import type { Overlay } from '../foundation/config/index.ts'
import { openGit } from '../foundation/git/index.ts'
import { legacyAreaOf } from '../storage/index.ts'
import { checkOut } from './check-out.ts'
import { findProjectRoot } from './find-root.ts'
import { ImportedData } from './imported-data.ts'
import { type Machine, machineFor } from './machine.ts'
import { nameRepository } from './named-repository.ts'
import { openProject } from './project.ts'
import { repositoriesDirectory } from './repositories-directory.ts'
import { sourcePlace } from './source-place.ts'

export interface BrowseOptions {
  /** Where the person stands. */
  readonly workingDirectory: string
  /** The repository as the person names it: a path of this machine, or a URL that Git can reach. */
  readonly location: string
  /** What is meant in there; the root if left out. It may lie in a project that lies inside. */
  readonly path?: string
  /** The commit, branch or tag to look at; the work tree if left out, or the default branch of what is elsewhere. */
  readonly revision?: string
  /** Settings to lay over those of the repository. */
  readonly overlay?: Overlay
  readonly machine?: Partial<Machine>
  readonly stop?: AbortSignal
}

type Closable = BrowsedRepository & { close(): void }

/** Opens a repository, be it a project or only Git's, to look at it. Must be closed. */
export async function browseRepository(options: BrowseOptions): Promise<Closable> {
  const machine = machineFor(options)
  const workingDirectory = machine.files.realPath(absolutePath(options.workingDirectory))
  const place = sourcePlace(machine.files, options.location, [workingDirectory])
  const standing = { ...options, machine, workingDirectory }
  if (place.kind === 'elsewhere' || !topOf(machine, place.directory)) return browseCommit(standing)
  const { directory } = place
  const revision = options.revision ?? (place.kind === 'file-url' ? 'HEAD' : undefined)
  const seen = { ...standing, ...(revision === undefined ? {} : { revision }) }
  return browseTop(seen, topOf(machine, directory)!)
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
    const browsed = await browseTop({ ...standing, revision: commit }, directory)
    return { ...browsed, close: () => (browsed.close(), close()) }
  } catch (error) {
    close()
    throw error
  }
}

/** The project that the path lies in, or Git's files where there is none. */
function browseTop(standing: Standing, top: AbsolutePath): Closable | Promise<Closable> {
  const { machine, workingDirectory, path } = standing
  const isProject = (directory: AbsolutePath) =>
    machine.files.stat(absolutePath(directory, '.dvc'))?.kind === 'directory'
  for (let place = placeIn(top, workingDirectory, path); ; place = parentOf(place)) {
    const root = absolutePath(top, place)
    if (isProject(root)) return browseProject(standing, { root, top })
    if (place === '') return browseGit(standing, top)
  }
}

function browseGit({ machine, workingDirectory, revision }: Standing, top: AbsolutePath): Closable {
  const git = openGit(machine, top)!
  return {
    root: top,
    top,
    workingDirectory,
    revision,
    files: machine.files,
    git,
    dvcIgnore: dvcIgnoreTree(machine.files, top),
    stages: async () => [],
    storesOf: () => [],
    obtain: async () => undefined,
    homeOf: () => top,
    close: () => git.close(),
  }
}

async function browseProject(
  standing: Standing,
  { root, top }: { root: AbsolutePath; top: AbsolutePath },
): Promise<Closable> {
  const { machine, workingDirectory, revision, overlay } = standing
  const project = await openProject({ workingDirectory: root, machine, ...(overlay ? { overlay } : {}) })
  const remoteOf = (output: TrackedOutput) => project.remote(output.remote)
  const { files, git, dvcIgnore, cache } = project
  const imported = new ImportedData(project, machine)
  const stages = async () => (revision === undefined ? project.stages() : project.stagesAt(revision))
  return {
    root,
    top,
    workingDirectory,
    revision,
    files,
    git,
    dvcIgnore,
    stages,
    obtain: async (output) => imported.obtain(await stages(), output),
    storesOf: (output) => {
      const remote = remoteOf(output)
      const stores = remote ? [cache, readableObjects(remote, [output])] : [cache]
      return output.recorded?.isLegacy ? stores.flatMap((store) => legacyAreaOf(store) ?? []) : stores
    },
    homeOf: (output) => remoteOf(output)?.objects.name ?? project.cacheDirectory,
    close: () => {
      imported.close()
      project.close()
    },
  }
}

/** The root of the project that a path lies in, or else of the work tree of Git. */
function topOf(machine: Machine, directory: AbsolutePath): AbsolutePath | undefined {
  if (machine.files.stat(directory)?.kind !== 'directory') return undefined
  const project = findProjectRoot(machine.files, directory)
  if (project) return project
  const git = openGit(machine, machine.files.realPath(directory))
  git?.close()
  return git?.root
}
