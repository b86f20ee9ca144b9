import { isWithin, pathInside, type RepoPath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'
import { lockFileOf, readLockFile } from '../pipeline/index.ts'
import { ignoreRules } from './commit-ignore.ts'
import type { CommitSources } from './commit-sources.ts'
import { type CommitStages, collectCommitStages } from './commit-stages.ts'
import { filesWithin } from './files-within.ts'
import { isShown } from './is-shown.ts'
import type { ProjectView, RevisionContext } from './view.ts'

/** The project as it was in a commit. */
export function commitView(
  { root }: Pick<RevisionContext, 'root'>,
  git: GitRepository,
  sources: CommitSources,
  revision: { readonly name: string; readonly commit: string },
): ProjectView {
  const { name, commit } = revision
  const prefix = pathInside(git.root, root) ?? ''
  const inGit = (file: string) => (prefix === '' ? file : file === '' ? prefix : `${prefix}/${file}`)
  const readBytes = async (file: RepoPath) => (isWithin('..', file) ? undefined : git.readFile(commit, inGit(file)))
  const readText = async (file: RepoPath) => (await readBytes(file))?.toString('utf8')
  const context = { root, git, sources, readText }
  let collected: Promise<CommitStages> | undefined
  const collect = () => (collected ??= collectCommitStages(context, `${commit}:${inGit('')}`))
  let listed: readonly RepoPath[] | undefined
  const list = () =>
    (listed ??= git
      .listFiles(commit, prefix)
      .map((file) => file.slice(prefix === '' ? 0 : prefix.length + 1) as RepoPath))
  let known: Promise<IgnoreTree> | undefined
  const rules = () => (known ??= ignoreRules(root, list(), readText))
  return {
    name,
    commit,
    stages: async () => (await collect()).stages,
    definitions: async () => (await collect()).definitions,
    locked: async (file) => {
      const text = await readText(lockFileOf(file))
      return text === undefined ? new Map() : readLockFile(text, lockFileOf(file))
    },
    readText,
    readBytes,
    isDirectory: async (place) => (await git.readTree(`${commit}:${inGit(place)}`)) !== undefined,
    async filesAt(place) {
      const found = filesWithin(list(), place)
      if (found[0] === place) return found
      const ignored = await rules()
      return found.filter((file) => isShown(ignored, file, false))
    },
  }
}
