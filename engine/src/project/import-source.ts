import { dvcIgnoreTree, type SourceProject, type SourceRepository, type SourceRequest } from '../data/index.ts'
import {
  type AbsolutePath,
  absolutePath,
  Failure,
  parentOf,
  pathInside,
  type RepoPath,
} from '../foundation/base/index.ts'
import { loadConfig } from '../foundation/config/index.ts'
import { cloneCommit, openGit } from '../foundation/git/index.ts'
import { localStore, type ObjectStore } from '../storage/index.ts'
import { findProjectRoot } from './find-root.ts'
import type { Machine } from './machine.ts'
import { openRemote } from './remotes.ts'
import { sourcePlace } from './source-place.ts'
import { StageIndex } from './stage-index.ts'

export interface SourceContext {
  readonly machine: Machine
  /** Where relative paths of repositories are looked for, in order. */
  readonly bases: readonly AbsolutePath[]
  /** Where clones may lie as long as they are read. */
  readonly scratch: AbsolutePath
}

/**
 * Opens a repository of this machine to take data from. One that is named by its path, without a revision, is read as it
 * lies there; any other state is read from a clone, which goes when it is closed.
 */
export async function openSource(context: SourceContext, request: SourceRequest): Promise<SourceRepository> {
  const { machine } = context
  const { directory, isPath } = sourcePlace(machine.files, request.url, context.bases)
  const commit = commitOf(context, directory, request)
  const top = openGit(machine, directory)!.root
  const above = findProjectRoot(machine.files, directory)
  const inside = above && pathInside(top, above)
  const root = inside === undefined ? undefined : above
  const inPlace = isPath && root !== undefined && request.revision === undefined
  const reading = { context, request, original: root ?? top, commit }
  if (inPlace) return repository(reading, root, () => undefined)
  const clone = freshDirectory(context)
  const remove = () => machine.files.remove(clone)
  try {
    cloneCommit(machine.processes, { from: top, to: clone, commit })
    return repository(reading, absolutePath(clone, inside ?? ''), remove)
  } catch (error) {
    remove()
    throw error
  }
}

/** The commit that would be read. */
export function sourceCommit(context: SourceContext, request: SourceRequest): string {
  return commitOf(context, sourcePlace(context.machine.files, request.url, context.bases).directory, request)
}

interface Reading {
  readonly context: SourceContext
  readonly request: SourceRequest
  /** The repository itself, which knows where its data is, whichever state of it is read. */
  readonly original: AbsolutePath
  readonly commit: string
}

function repository(reading: Reading, directory: AbsolutePath, close: () => void): SourceRepository {
  const known = new Map<RepoPath, SourceProject | undefined>()
  const projectIn = (place: RepoPath): SourceProject | undefined => {
    if (!known.has(place)) known.set(place, openProjectIn(reading, directory, place))
    return known.get(place)
  }
  const { context } = reading
  return {
    commit: reading.commit,
    directory,
    projectAt: (path) => {
      for (let place = path; ; place = parentOf(place)) {
        const project = projectIn(place)
        if (project || place === '') return project
      }
    },
    open: (request) => openSource({ ...context, bases: [reading.original, ...context.bases] }, request),
    close,
  }
}

function openProjectIn(reading: Reading, directory: AbsolutePath, place: RepoPath): SourceProject | undefined {
  const { machine } = reading.context
  const root = absolutePath(directory, place)
  if (machine.files.stat(absolutePath(root, '.dvc'))?.kind !== 'directory') return undefined
  const dvcIgnore = dvcIgnoreTree(machine.files, root)
  const git = openGit(machine, root)
  const isGitIgnored = (path: RepoPath, isDirectory: boolean) => {
    const inside = git && pathInside(git.root, absolutePath(root, path))
    return inside !== undefined && git!.ignore.isIgnored(inside, isDirectory)
  }
  const index = new StageIndex({ root, files: machine.files, config: configOf(reading, root), dvcIgnore, isGitIgnored })
  let stores: readonly ObjectStore[] | undefined
  return {
    place,
    dvcIgnore,
    stages: () => index.stages,
    stores: () => (stores ??= storesOf(reading, root, absolutePath(reading.original, place))),
  }
}

/** Its cache, if it has one on this machine, and its remote. Relative paths of settings are right in the original only. */
function storesOf(reading: Reading, root: AbsolutePath, original: AbsolutePath): ObjectStore[] {
  const isThere = reading.context.machine.files.stat(absolutePath(original, '.dvc'))?.kind === 'directory'
  const config = configOf(reading, isThere ? original : root)
  const remote = openRemote(config, reading.request.remote ?? config.defaultRemote())
  return [localStore(config.cacheDirectory()), ...(remote ? [remote.objects] : [])]
}

function configOf({ context: { machine } }: Reading, root: AbsolutePath) {
  return loadConfig({ files: machine.files, root, environment: machine.environment })
}

function commitOf({ machine }: SourceContext, directory: AbsolutePath, { url, revision }: SourceRequest): string {
  const git = machine.files.stat(directory)?.kind === 'directory' ? openGit(machine, directory) : undefined
  if (!git) {
    throw new Failure('git', `SCM error: Failed to clone repo '${url}': No git repository was found at ${url}`, {
      hint: 'Data that is in no Git repository can be imported with sterna import-url.',
    })
  }
  const commit = git.resolve(revision ?? 'HEAD')
  git.close()
  if (commit === undefined) throw new Failure('git', `unknown Git revision '${revision ?? 'HEAD'}'`)
  return commit
}

let clones = 0

function freshDirectory({ machine, scratch }: SourceContext): AbsolutePath {
  machine.files.makeDirectory(scratch)
  clones += 1
  return absolutePath(scratch, `source-${machine.environment.processId}-${clones}`)
}
