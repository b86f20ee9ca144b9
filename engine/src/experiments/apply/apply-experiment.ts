import { type CheckoutResult, checkoutLocked } from '../../data/index.ts'
import { type AbsolutePath, absolutePath, Failure } from '../../foundation/base/index.ts'
import type { ChangedFile, GitRepository, ScratchIndex } from '../../foundation/git/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'
import { noExperiment } from '../refs/experiment-of-revision.ts'
import { lastApplied } from '../refs/experiment-ref.ts'
import { findExperiment } from '../refs/find-experiments.ts'
import { experimentBase } from '../require-git.ts'
import type { ExperimentCall, WritingContext } from '../writing-context.ts'
import { saveWorkspace } from './save-workspace.ts'

export interface AppliedExperiment {
  readonly commit: string
  /** Files of Git that it has written, from the root of the work tree. */
  readonly written: readonly string[]
  readonly checkout: CheckoutResult
  /** The commit with what was there before another `apply` that was broken off. */
  readonly earlier: string | undefined
}

/**
 * Brings the files of an experiment, or of any revision, into the work tree, and its data. HEAD and the index stay as they
 * are, and so does every file that it does not have. What was there before is kept.
 */
export async function applyExperiment(
  context: WritingContext,
  revision: string,
  call: ExperimentCall,
): Promise<AppliedExperiment> {
  const { git, head } = experimentBase(context)
  const commit = commitNamed(git, revision)
  return context.lock.during(async () => {
    const { written, earlier } = writeFiles(context, { head, commit, name: revision })
    context.forgetStages()
    git.forgetIgnoreRules()
    const request = { targets: [], force: true, keepsReplaced: true, allowMissing: false, relink: false }
    const checkout = await checkoutLocked(context, request, call)
    const before = git.refId(lastApplied)
    if (before !== commit) git.changeRefs([{ ref: lastApplied, from: before, to: commit }], { message: 'applied' })
    return { commit, written, checkout, earlier }
  })
}

function commitNamed(git: GitRepository, revision: string): string {
  if (revision.startsWith('refs/')) {
    const commit = git.refId(revision) ?? findExperiment(git, revision)?.commit
    if (commit !== undefined) return commit
  }
  const commit = git.resolve(revision)
  if (commit !== undefined) return commit
  throw noExperiment(revision, `: unknown Git revision '${revision}'`)
}

interface FilesToWrite {
  readonly head: string
  readonly commit: string
  readonly name: string
}

function writeFiles(
  { git, files }: WritingContext,
  { head, commit, name }: FilesToWrite,
): Pick<AppliedExperiment, 'written' | 'earlier'> {
  const index = git!.scratchIndex()
  try {
    let written: readonly ChangedFile[] = []
    const overwritten = (tree: string) => {
      written = git!.changedFiles(tree, commit)
      for (const { path } of written) refuseFolder(files, git!.root, path)
      return written.flatMap(({ path, isNew }) => (isNew ? (inTheWay(files, git!.root, path) ?? []) : []))
    }
    const earlier = saveWorkspace(git!, index, { head, commit, name, overwritten })
    const paths = written.map(({ path }) => path)
    checkout(index, commit, paths)
    return { written: paths, earlier }
  } finally {
    index.close()
  }
}

/** Git would remove it with all that is in it. */
function refuseFolder(files: FileSystem, root: AbsolutePath, file: string): void {
  if (files.lstat(absolutePath(root, file))?.kind !== 'directory') return
  throw new Failure('unsaved-changes', `'${file}' is a file of the experiment, but a folder here.`, {
    hint: 'Nothing was changed. Move the folder away and run the command again.',
  })
}

/** The file that lies where another one belongs, or one of its folders. */
function inTheWay(files: FileSystem, root: AbsolutePath, file: string): string | undefined {
  const parts = file.split('/')
  const places = parts.map((_, count) => parts.slice(0, count + 1).join('/'))
  return places.find((place) => {
    const kind = files.lstat(absolutePath(root, place))?.kind
    return kind === 'file' || kind === 'symlink'
  })
}

function checkout(index: ScratchIndex, commit: string, files: readonly string[]): void {
  try {
    index.checkout(commit, files)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    throw new Failure('git', error.message, {
      hint: 'What was there before is kept: git reset --hard && git stash apply refs/exps/apply/stash',
      cause: error,
    })
  }
}
