import type { TrackedStage } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import type { Definition, LockEntry } from '../pipeline/index.ts'
import type { CommitSources } from './commit-sources.ts'
import { commitView } from './commit-view.ts'

/** What the views may use of a project. */
export interface RevisionContext {
  readonly root: AbsolutePath
  readonly files: FileSystem
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
  /** All files below a path, or the path itself if it is one. */
  filesAt(place: RepoPath): Promise<readonly RepoPath[]>
}

export const workspaceName = 'workspace'

/** The view that a person names by a revision; `workspace` for what is there now. */
export function openView(context: RevisionContext, revision: string): ProjectView {
  if (revision === workspaceName) return workspaceView(context)
  const commit = context.git?.resolve(revision)
  if (commit === undefined) throw new Failure('git', `unknown Git revision '${revision}'`)
  return openCommit(context, { name: revision, commit })
}

/** The view of a commit whose full id is known. */
export function openCommit(
  context: RevisionContext,
  revision: { readonly name: string; readonly commit: string },
): ProjectView {
  const { git, commitSources } = context
  if (!git || !commitSources) throw new Failure('git', `unknown Git revision '${revision.name}'`)
  return commitView(context, git, commitSources, revision)
}

function workspaceView(context: RevisionContext): ProjectView {
  return {
    name: workspaceName,
    commit: undefined,
    stages: async () => context.stages(),
    definitions: async () => context.definitions(),
    locked: async (file) => context.locked(file),
    readText: async (file) => context.files.readText(absolutePath(context.root, file)),
    filesAt: async (place) => filesBelow(context, place),
  }
}

function filesBelow(context: RevisionContext, place: RepoPath): RepoPath[] {
  const kind = context.files.stat(absolutePath(context.root, place))?.kind
  if (kind === undefined) return []
  if (kind !== 'directory') return [place]
  return (context.files.list(absolutePath(context.root, place)) ?? []).flatMap(({ name }) =>
    filesBelow(context, `${place}/${name}` as RepoPath),
  )
}
