import { createHash } from 'node:crypto'
import { type AbsolutePath, absolutePath, Failure, pathInside, type RepoPath } from '../foundation/base/index.ts'
import { CommitStore, GitRepository, openGit } from '../foundation/git/index.ts'
import { findProjectRoot } from './find-root.ts'
import { forgetOldRepositories, usedMark } from './forget-old-repositories.ts'
import type { Machine } from './machine.ts'
import { nameExperiments } from './name-experiments.ts'
import { repositoriesDirectory } from './repositories-directory.ts'
import { sourcePlace } from './source-place.ts'

/** A Git repository that a person has named, before a state of it is opened. */
export interface NamedRepository {
  /** What lies in its work tree, if it has one on this machine. */
  readonly here: WorkTree | undefined
  /** The commit that a revision names, or the one to take if none is named. */
  commit(revision?: string): Promise<string>
  /** The directory with Git's `objects` that have the commit. */
  objects(commit: string): Promise<AbsolutePath>
}

export interface WorkTree {
  readonly top: AbsolutePath
  /** The project that the named directory lies in, as a path from the top. */
  readonly project: RepoPath | undefined
  /** Whether its state is meant, committed or not, if no revision is named. */
  readonly isMeant: boolean
}

/** The repository of a path or URL; relative paths are looked for in the bases, in their order. */
export function nameRepository(machine: Machine, url: string, bases: readonly AbsolutePath[]): NamedRepository {
  const place = sourcePlace(machine.files, url, bases)
  if (place.kind === 'elsewhere') return distant(machine, url)
  const { directory } = place
  if (isBare(machine, directory)) return local(new GitRepository(machine, bareAt(directory)), undefined)
  const git = machine.files.stat(directory)?.kind === 'directory' ? openGit(machine, directory) : undefined
  if (!git) throw noRepository(url)
  const root = findProjectRoot(machine.files, directory)
  const project = root && pathInside(git.root, root)
  return local(git, { top: git.root, project, isMeant: place.kind === 'path' })
}

function local(git: GitRepository, here: WorkTree | undefined): NamedRepository {
  nameExperiments(git)
  return {
    here,
    commit: async (revision = 'HEAD') => {
      const commit = git.resolve(revision)
      git.close()
      return commit ?? refuseUnknown(revision)
    },
    objects: async () => git.places.commonDirectory,
  }
}

function distant(machine: Machine, url: string): NamedRepository {
  const name = createHash('sha256').update(url).digest('hex').slice(0, 32)
  const store = new CommitStore({ machine, url, directory: absolutePath(repositoriesDirectory(machine), name) })
  return {
    here: undefined,
    commit: async (revision = 'HEAD') => (await store.resolve(revision)) ?? refuseUnknown(revision),
    objects: async (commit) => {
      if (!(await store.bring(commit))) refuseUnknown(commit)
      machine.files.writeAtomic(absolutePath(store.directory, usedMark), '')
      forgetOldRepositories(machine)
      return store.directory
    },
  }
}

function isBare({ files }: Machine, directory: AbsolutePath): boolean {
  const parts = ['objects', 'refs'].map((name) => files.stat(absolutePath(directory, name))?.kind)
  return parts.every((kind) => kind === 'directory') && files.stat(absolutePath(directory, 'HEAD'))?.kind === 'file'
}

function bareAt(directory: AbsolutePath) {
  return { root: directory, gitDirectory: directory, commonDirectory: directory }
}

function refuseUnknown(revision: string): never {
  throw new Failure('git', `unknown Git revision '${revision}'`)
}

function noRepository(url: string): Failure {
  return new Failure('git', `SCM error: Failed to clone repo '${url}': No git repository was found at ${url}`, {
    hint: 'Data that is in no Git repository can be imported with sterna import-url.',
  })
}
