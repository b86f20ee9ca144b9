import { absolutePath, Failure, joinRepo, type RepoPath } from '../foundation/base/index.ts'
import { commitView } from './commit-view.ts'
import { isShown } from './is-shown.ts'
import type { ProjectView, RevisionContext } from './view.ts'

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
    readBytes: async (file) => context.files.readBytes(absolutePath(context.root, file)),
    isDirectory: async (place) => context.files.stat(absolutePath(context.root, place))?.kind === 'directory',
    filesAt: async (place) => filesBelow(context, place),
  }
}

function filesBelow(context: RevisionContext, place: RepoPath): RepoPath[] {
  const kind = context.files.stat(absolutePath(context.root, place))?.kind
  if (kind === undefined) return []
  if (kind !== 'directory') return [place]
  const entries = context.files.list(absolutePath(context.root, place)) ?? []
  const inside = entries.map(({ name, kind }) => ({ file: joinRepo(place, name), isDirectory: kind === 'directory' }))
  return inside
    .filter(({ file, isDirectory }) => isShown(context.dvcIgnore, file, isDirectory))
    .flatMap(({ file }) => filesBelow(context, file))
}
