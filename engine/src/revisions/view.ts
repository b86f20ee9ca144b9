import type { TrackedStage } from '../data/index.ts'
import type { AbsolutePath, RepoPath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import type { Definition, LockEntry } from '../pipeline/index.ts'
import type { CommitSources } from './commit-sources.ts'

/** What the views may use of a project. */
export interface RevisionContext {
  readonly root: AbsolutePath
  readonly files: FileSystem
  /** The `.dvcignore` rules of the workspace. */
  readonly dvcIgnore: IgnoreTree
  readonly git: GitRepository | undefined
  /** What is known of `.dvc` files in commits; undefined without Git. */
  readonly commitSources: CommitSources | undefined
  stages(): readonly TrackedStage[]
  definitions(): readonly Definition[]
  locked(definitionFile: RepoPath): ReadonlyMap<string, LockEntry>
}

/** The project as it is in the workspace, or as it was in a commit. */
export interface ProjectView {
  /** As the person named it. */
  readonly name: string
  /** Undefined for the workspace. */
  readonly commit: string | undefined
  stages(): Promise<readonly TrackedStage[]>
  definitions(): Promise<readonly Definition[]>
  locked(definitionFile: RepoPath): Promise<ReadonlyMap<string, LockEntry>>
  readText(file: RepoPath): Promise<string | undefined>
  readBytes(file: RepoPath): Promise<Uint8Array | undefined>
  isDirectory(place: RepoPath): Promise<boolean>
  /** All files below a path that `.dvcignore` does not hide, or the path itself if it is a file. */
  filesAt(place: RepoPath): Promise<readonly RepoPath[]>
}
