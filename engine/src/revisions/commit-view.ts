import { pathInside, type RepoPath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import { lockFileOf } from '../pipeline/index.ts'
import type { CommitSources, CommitStages } from './commit-sources.ts'
import { collectCommitStages } from './commit-stages.ts'
import { CommitTree } from './commit-tree.ts'
import type { ProjectView, RevisionContext } from './view.ts'

/** The project as it was in a commit. */
export function commitView(
  { root }: Pick<RevisionContext, 'root'>,
  git: GitRepository,
  sources: CommitSources,
  revision: { readonly name: string; readonly commit: string },
): ProjectView {
  const { name, commit } = revision
  const top = `${commit}:${pathInside(git.root, root) ?? ''}`
  const tree = new CommitTree(git, root, top)
  const readText = async (file: RepoPath) => (await tree.readBytes(file))?.toString('utf8')
  const context = { root, git, sources, tree }
  let collected: Promise<CommitStages> | undefined
  const collect = () => (collected ??= sources.stagesOf(top, () => collectCommitStages(context, top)))
  return {
    name,
    commit,
    stages: async () => (await collect()).stages,
    definitions: async () => (await collect()).definitions,
    locked: (file) => sources.readLock(tree, lockFileOf(file)),
    readText,
    readBytes: (file) => tree.readBytes(file),
    isDirectory: (place) => tree.isDirectory(place),
    filesAt: (place) => tree.filesAt(place),
  }
}
