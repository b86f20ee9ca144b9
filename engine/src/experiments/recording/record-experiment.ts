import { absolutePath, Failure, pathInside, type RepoPath } from '../../foundation/base/index.ts'
import type { ScratchIndex } from '../../foundation/git/index.ts'
import type { LockEntry } from '../../pipeline/index.ts'
import { renderExperimentRef } from '../refs/experiment-ref.ts'
import type { ExperimentCall, WritingContext } from '../writing-context.ts'
import { addable } from './commit-paths.ts'
import { experimentHash } from './experiment-hash.ts'
import { putRefs } from './put-refs.ts'
import { type RunStory, recordChanges } from './run-record.ts'

export interface ExperimentToRecord {
  /** The commit it began at. */
  readonly baseline: string
  readonly name: string
  /** What the commit says, if not what DVC has it say. */
  readonly message?: string | undefined
  /** Whether it takes the place of one with its name. */
  readonly force: boolean
  /** Lock entries of the stages that ran, by name. */
  readonly entries: ReadonlyMap<string, LockEntry>
  /** What belongs into it beside the files that Git tracks, unless Git is told to ignore it. */
  readonly paths: readonly RepoPath[]
  /** The same, ignored or not. */
  readonly ignoredToo?: readonly RepoPath[]
  /** What is to be told of how it came about. */
  readonly story: RunStory
}

export interface RecordedExperiment {
  readonly name: string
  readonly commit: string
  readonly ref: string
  /** Hash of what ran. */
  readonly hash: string
  /** Files that Git does not know and that have been left out, from the root of the work tree. */
  readonly untracked: readonly string[]
}

/**
 * Makes a commit of the work tree, which no branch gets, a ref to it, and a record of how it came about. Neither HEAD, nor the
 * index, nor any file of the work tree changes. An experiment of the same name and content is taken as it is.
 */
export async function recordExperiment(
  context: WritingContext,
  request: ExperimentToRecord,
  call: ExperimentCall,
): Promise<RecordedExperiment> {
  const git = context.git!
  const { baseline, name, force } = request
  const hash = experimentHash(request.entries)
  const index = git.scratchIndex()
  try {
    const tree = writeTree(context, index, request)
    const untracked = index.untracked()
    const ref = renderExperimentRef({ baseline, name })
    const before = git.refId(ref)
    const same = before !== undefined && !force && git.treeOf(before) === tree ? before : undefined
    if (before !== undefined && !force && same === undefined) throw experimentExists(name)
    const message = request.message ?? `dvc: commit experiment ${hash}`
    const commit = same ?? git.makeCommit({ tree, parents: [baseline], message })
    const own = same === undefined ? [{ ref, from: before, to: commit }] : []
    const record = await recordChanges(context, { ...request, commit, before, ref, untracked }, call)
    if (!putRefs(git, { message: `commit: ${name}`, own, record }, call)) throw experimentExists(name)
    return { name, commit, ref, hash, untracked }
  } finally {
    index.close()
  }
}

export function experimentExists(name: string): Failure {
  return new Failure(
    'experiment-exists',
    `Experiment conflicts with existing experiment '${name}'. To overwrite the existing experiment run:\n\n\tsterna exp run -f ...\n\n`,
    { hint: 'Or choose another name: -n NAME' },
  )
}

function writeTree(context: WritingContext, index: ScratchIndex, request: ExperimentToRecord): string {
  index.refuseUnmerged()
  index.addTracked()
  const git = context.git!
  const inGit = (paths: readonly RepoPath[]) => addable(context, paths).map((path) => gitPath(context, path))
  const isShown = (path: RepoPath) => !git.ignore.isIgnored(path, isDirectory(context, path))
  index.add(inGit(request.paths).filter(isShown), { ignored: false })
  index.add(inGit(request.ignoredToo ?? []), { ignored: true })
  return index.writeTree()
}

function gitPath({ git, root }: WritingContext, path: RepoPath): RepoPath {
  return pathInside(git!.root, absolutePath(root, path)) ?? path
}

function isDirectory({ git, files }: WritingContext, path: RepoPath): boolean {
  return files.stat(absolutePath(git!.root, path))?.kind === 'directory'
}
