import * as path from 'node:path'
import type { TrackedOutput, TrackedStage } from '../data/index.ts'
import {
  type AbsolutePath,
  absolutePath,
  Failure,
  isWithin,
  pathInside,
  type RepoPath,
  repoPath,
  shownPath,
  toPosix,
} from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import { commitFiles } from './commit-files.ts'
import { RepositoryTree } from './repository-tree.ts'
import { type DataPlaces, TrackedFiles } from './tracked-files.ts'
import { workspaceFiles } from './workspace-files.ts'

/** A repository in one state, with or without a project in it. */
export interface BrowsedRepository extends DataPlaces {
  /** The root of the project that is looked at, which may lie in another one. */
  readonly root: AbsolutePath
  /** The root of what the person has named. */
  readonly top: AbsolutePath
  readonly workingDirectory: AbsolutePath
  /** The commit, branch or tag that is looked at; the work tree if there is none. */
  readonly revision: string | undefined
  readonly files: FileSystem
  readonly git: GitRepository | undefined
  readonly dvcIgnore: IgnoreTree
  stages(): Promise<readonly TrackedStage[]>
  /** The remote that an output goes to, or the cache if there is none: the directory with `files/md5` in it. */
  homeOf(output: TrackedOutput): string
}

/** One state of a repository, open to be looked at. */
export interface OpenRepository {
  readonly root: AbsolutePath
  readonly files: FileSystem
  readonly tree: RepositoryTree
  readonly tracked: TrackedFiles
  homeOf(output: TrackedOutput): string
  /** A path that a person names; the root if none is named. */
  placeOf(named: string | undefined): RepoPath
  /** What stands before the names of a list: a way up if the person is inside the repository and names no path. */
  prefixOf(named: string | undefined): string
  /** A place as an absolute path. */
  shownPlace(place: RepoPath): AbsolutePath
}

/** Opens the work tree, or the commit that is looked at. */
export async function openTree(repository: BrowsedRepository): Promise<OpenRepository> {
  const { root, top, files, workingDirectory, revision } = repository
  const tracked = new TrackedFiles(await repository.stages(), repository)
  const plain =
    revision === undefined ? workspaceFiles(files, root, repository.dvcIgnore) : filesOf(repository, revision)
  const inside = pathInside(top, workingDirectory)
  return {
    root,
    files,
    tracked,
    homeOf: (output) => repository.homeOf(output),
    tree: new RepositoryTree(plain, tracked),
    placeOf: (named) => pathInside(root, absolutePath(top, placeIn(top, workingDirectory, named)))!,
    prefixOf: (named) => (named === undefined && inside ? `${toPosix(shownPath(workingDirectory, top))}/` : ''),
    shownPlace: (place) => absolutePath(root, place),
  }
}

function filesOf({ root, files, git }: BrowsedRepository, revision: string) {
  const commit = git?.resolve(revision)
  if (!git || commit === undefined) throw new Failure('git', `unknown Git revision '${revision}'`)
  return commitFiles({ root, git, files, commit })
}

/** The place that a person means; relative paths are meant from where the person is, if that is inside the repository. */
export function placeIn(root: AbsolutePath, workingDirectory: AbsolutePath, named: string | undefined): RepoPath {
  if (named === undefined) return '' as RepoPath
  const here = pathInside(root, workingDirectory) ?? ''
  const place = path.isAbsolute(named)
    ? pathInside(root, absolutePath(named))
    : repoPath(path.posix.join(here, toPosix(named)))
  if (place !== undefined && !isWithin('..', place)) return place
  throw new Failure('file-missing', `[Errno 2] No such file or directory: '${named}'`, {
    hint: `It lies outside of the repository "${root}".`,
  })
}
