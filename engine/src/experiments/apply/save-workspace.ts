import type { GitRepository, RefChange, ScratchIndex } from '../../foundation/git/index.ts'
import { lastApplied } from '../refs/experiment-ref.ts'

const originalHead = 'refs/exps/apply/ORIG_HEAD'
const stash = 'refs/exps/apply/stash'

export interface AboutToApply {
  readonly head: string
  /** The commit that comes. */
  readonly commit: string
  /** As the person called it. */
  readonly name: string
  /** Files that Git does not know and that give way, by the tree of those it knows; from the root of the work tree. */
  overwritten(tree: string): readonly string[]
}

/**
 * Keeps the work tree as it is as a commit of the form that `git stash` makes, in place of the one from before the last
 * time: `git stash apply refs/exps/apply/stash` brings it back. Nothing is kept where nothing differs from HEAD. If the last
 * time was broken off, what was there before that stays in the log of the ref, and its commit is returned.
 */
export function saveWorkspace(git: GitRepository, index: ScratchIndex, about: AboutToApply): string | undefined {
  index.refuseUnmerged()
  const staged = index.writeTree()
  index.addTracked()
  const tree = index.writeTree()
  const untracked = about.overwritten(tree)
  const isSame = tree === git.treeOf(about.head) && untracked.length === 0
  const kept = isSame ? undefined : stashCommit(git, index, { staged, tree, untracked }, about)
  const message = `dvc-exp-apply:${about.head}:${about.commit}:${about.name}`
  const earlier = git.refId(lastApplied) === undefined ? git.refId(stash) : undefined
  forget(git, earlier === undefined ? [originalHead, stash, lastApplied] : [originalHead])
  const changes: RefChange[] = [{ ref: originalHead, from: undefined, to: about.head }]
  git.changeRefs(changes, { message })
  if (kept !== undefined)
    git.changeRefs([{ ref: stash, from: earlier, to: kept }], { message: `commit: ${message}`, isLogged: true })
  return earlier
}

/** Which experiment was applied last is not known again before all of this one is there. */
function forget(git: GitRepository, refs: readonly string[]): void {
  const old = refs.flatMap((ref) => {
    const id = git.refId(ref)
    return id === undefined ? [] : [{ ref, from: id, to: undefined }]
  })
  git.changeRefs(old, { message: 'another experiment is applied' })
}

interface Trees {
  readonly staged: string
  readonly tree: string
  readonly untracked: readonly string[]
}

function stashCommit(
  git: GitRepository,
  index: ScratchIndex,
  { staged, tree, untracked }: Trees,
  { head, commit, name }: AboutToApply,
): string {
  const branch = git.head().branch ?? '(no branch)'
  const indexCommit = git.makeCommit({ tree: staged, parents: [head], message: `index on ${branch}\n` })
  const more = untracked.length === 0 ? [] : [untrackedCommit(git, index, untracked, branch)]
  const message = `On ${branch}: dvc-exp-apply:${head}:${commit}:${name}\n`
  return git.makeCommit({ tree, parents: [head, indexCommit, ...more], message })
}

function untrackedCommit(git: GitRepository, index: ScratchIndex, files: readonly string[], branch: string): string {
  index.empty()
  index.add(files, { ignored: true })
  return git.makeCommit({ tree: index.writeTree(), parents: [], message: `untracked files on ${branch}\n` })
}
