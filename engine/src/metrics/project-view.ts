import * as path from 'node:path'
import {
  type AbsolutePath,
  absolutePath,
  Failure,
  isWithin,
  pathInside,
  type RepoPath,
} from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import {
  type Definition,
  type LockEntry,
  lockFileOf,
  readDefinition,
  readLockFile,
  type VarsFile,
  varsFileOf,
} from '../pipeline/index.ts'

/** What the metrics verbs may use of a project. */
export interface MetricsContext {
  readonly root: AbsolutePath
  readonly workingDirectory: AbsolutePath
  readonly files: FileSystem
  readonly git: GitRepository | undefined
  definitions(): readonly Definition[]
  locked(definitionFile: RepoPath): ReadonlyMap<string, LockEntry>
  /** An object of the cache, by its hash. */
  readCached(hash: string): Promise<Uint8Array | undefined>
}

/** The project as it is in the workspace, or as it was in a commit. */
export interface ProjectView {
  readonly name: string
  definitions(): Promise<readonly Definition[]>
  locked(definitionFile: RepoPath): Promise<ReadonlyMap<string, LockEntry>>
  readText(file: RepoPath): Promise<string | undefined>
  /** All files below a path, or the path itself if it is one. */
  filesAt(place: RepoPath): Promise<readonly RepoPath[]>
}

export const workspaceName = 'workspace'

/** The view that a person names by a revision; `workspace` for what is there now. */
export function openView(context: MetricsContext, revision: string): ProjectView {
  return revision === workspaceName ? workspaceView(context) : commitView(context, revision)
}

function workspaceView(context: MetricsContext): ProjectView {
  return {
    name: workspaceName,
    definitions: async () => context.definitions(),
    locked: async (file) => context.locked(file),
    readText: async (file) => context.files.readText(absolutePath(context.root, file)),
    filesAt: async (place) => filesBelow(context, place),
  }
}

function filesBelow(context: MetricsContext, place: RepoPath): RepoPath[] {
  const kind = context.files.stat(absolutePath(context.root, place))?.kind
  if (kind === undefined) return []
  if (kind !== 'directory') return [place]
  return (context.files.list(absolutePath(context.root, place)) ?? []).flatMap(({ name }) =>
    filesBelow(context, `${place}/${name}` as RepoPath),
  )
}

function commitView(context: MetricsContext, revision: string): ProjectView {
  const { git, root } = context
  const commit = git?.resolve(revision)
  if (!git || commit === undefined) throw new Failure('git', `unknown Git revision '${revision}'`)
  const prefix = pathInside(git.root, root) ?? ''
  const inGit = (file: string) => (prefix === '' ? file : `${prefix}/${file}`)
  let listed: readonly RepoPath[] | undefined
  const list = () =>
    (listed ??= git
      .listFiles(commit, prefix)
      .map((file) => file.slice(prefix === '' ? 0 : prefix.length + 1) as RepoPath))
  const readText = async (file: RepoPath) => (await git.readFile(commit, inGit(file)))?.toString('utf8')
  return {
    name: revision,
    definitions: () =>
      Promise.all(
        list()
          .filter((file) => path.posix.basename(file) === 'dvc.yaml')
          .map((file) => definitionFrom(file, readText)),
      ),
    locked: async (file) => lockedFrom(await readText(lockFileOf(file)), file),
    readText,
    filesAt: async (place) => list().filter((file) => isWithin(place, file)),
  }
}

function lockedFrom(text: string | undefined, file: RepoPath): ReadonlyMap<string, LockEntry> {
  return text === undefined ? new Map() : readLockFile(text, lockFileOf(file))
}

/** Thrown by a lookup for a file that has not been read yet. */
class NotReadYet extends Error {
  readonly file: RepoPath

  constructor(file: RepoPath) {
    super(file)
    this.file = file
  }
}

/**
 * A definition whose params files lie in Git. Interpolation asks for files while it runs and cannot wait, so a file it
 * asks for is read and the whole begun anew, until it has all.
 */
async function definitionFrom(
  file: RepoPath,
  readText: (file: RepoPath) => Promise<string | undefined>,
): Promise<Definition> {
  const text = (await readText(file)) ?? ''
  const known = new Map<RepoPath, VarsFile>()
  const readVars = (wanted: RepoPath) => {
    const found = known.get(wanted)
    if (!found) throw new NotReadYet(wanted)
    return found
  }
  for (;;) {
    try {
      return readDefinition(text, file, { readVars })
    } catch (error) {
      if (!(error instanceof NotReadYet)) throw error
      known.set(error.file, varsFileOf(await readText(error.file)))
    }
  }
}
