import {
  dvcIgnoreTree,
  readableObjects,
  type SourceProject,
  type SourceRepository,
  type SourceRequest,
  type TrackedOutput,
} from '../data/index.ts'
import {
  type AbsolutePath,
  absolutePath,
  Failure,
  parentOf,
  pathInside,
  type RepoPath,
} from '../foundation/base/index.ts'
import { loadConfig, type Overlay } from '../foundation/config/index.ts'
import { openGit } from '../foundation/git/index.ts'
import { localStore, type ObjectStore } from '../storage/index.ts'
import { checkOut } from './check-out.ts'
import type { Machine } from './machine.ts'
import { nameRepository } from './named-repository.ts'
import { openRemote } from './remotes.ts'
import { StageIndex } from './stage-index.ts'

export interface SourceContext {
  readonly machine: Machine
  /** Where the person stands. */
  readonly workingDirectory: AbsolutePath
  /** Where relative paths of repositories are looked for, in order. */
  readonly bases: readonly AbsolutePath[]
  /** Where clones may lie as long as they are read. */
  readonly scratch: AbsolutePath
}

/**
 * Opens a repository to take data from. One that is named by its path, without a revision, is read as it lies there; any
 * other state is read from a work tree of our own, which goes when it is closed.
 */
export async function openSource(context: SourceContext, request: SourceRequest): Promise<SourceRepository> {
  const { machine } = context
  refuseMissingSettings(context, request)
  const named = nameRepository(machine, request.url, context.bases)
  const commit = await named.commit(request.revision)
  const project = named.here?.project
  const root = named.here && project !== undefined ? absolutePath(named.here.top, project) : undefined
  const reading = { context, request, commit, original: root ?? named.here?.top }
  if (root !== undefined && named.here?.isMeant && request.revision === undefined)
    return repository(reading, root, () => undefined)
  const { directory, close } = checkOut(context, { from: await named.objects(commit), commit })
  return repository(reading, absolutePath(directory, project ?? ''), close)
}

/** The commit that would be read. */
export function sourceCommit(context: SourceContext, request: SourceRequest): Promise<string> {
  return nameRepository(context.machine, request.url, context.bases).commit(request.revision)
}

interface Reading {
  readonly context: SourceContext
  readonly request: SourceRequest
  /** The repository itself, if it is on this machine: it knows where its data is, whichever state of it is read. */
  readonly original: AbsolutePath | undefined
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
    open: (request) => openSource({ ...context, bases: [reading.original ?? directory, ...context.bases] }, request),
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
    stores: () => {
      const original = reading.original && absolutePath(reading.original, place)
      const outputs = () => index.stages.flatMap((stage) => stage.outputs)
      return (stores ??= storesOf(reading, { root, original, outputs }))
    },
  }
}

interface SourcePlace {
  readonly root: AbsolutePath
  /** The same place in the repository itself, if that is on this machine. */
  readonly original: AbsolutePath | undefined
  outputs(): readonly TrackedOutput[]
}

/** Its cache, if it has one on this machine, and its remote. Relative paths of settings are right in the original only. */
function storesOf(reading: Reading, { root, original, outputs }: SourcePlace): ObjectStore[] {
  const { files } = reading.context.machine
  const isThere = original !== undefined && files.stat(absolutePath(original, '.dvc'))?.kind === 'directory'
  const config = configOf(reading, isThere ? original : root, overlayOf(reading))
  const remote = openRemote(config, { environment: reading.context.machine.environment })
  return [localStore(config.cacheDirectory()), ...(remote ? [readableObjects(remote, outputs())] : [])]
}

function overlayOf({ context, request: { config, remote } }: Reading): Overlay {
  return {
    base: context.workingDirectory,
    ...(remote === undefined ? {} : typeof remote === 'string' ? { remote } : { remoteOptions: remote }),
    ...(config === undefined ? {} : { config: typeof config === 'string' ? fileIn(context, config) : config }),
  }
}

function refuseMissingSettings({ machine, bases }: SourceContext, { config }: SourceRequest): void {
  if (typeof config !== 'string' || machine.files.stat(fileIn({ machine, bases }, config))) return
  throw new Failure('file-missing', `[Errno 2] No such file or directory: '${config}'`, {
    hint: 'Name a file like .dvc/config.',
  })
}

function fileIn({ machine, bases }: Pick<SourceContext, 'machine' | 'bases'>, text: string): AbsolutePath {
  const places = bases.map((base) => absolutePath(base, text))
  return places.find((place) => machine.files.stat(place)?.kind === 'file') ?? places[0]!
}

function configOf({ context: { machine } }: Reading, root: AbsolutePath, overlay?: Overlay) {
  return loadConfig({ files: machine.files, root, environment: machine.environment }, overlay)
}
