import type { MergeConflict, Side, Sides } from '../data/index.ts'
import { type AbsolutePath, absolutePath, Failure, pathInside, shownPath } from '../foundation/base/index.ts'
import { type MergeContext, mergeStageFiles } from './merge-stage-files.ts'
import type { PipelineContext } from './pipeline-context.ts'

export interface MergeVersionsRequest {
  readonly base: AbsolutePath
  /** Becomes the merged version. */
  readonly ours: AbsolutePath
  readonly theirs: AbsolutePath
  /** What the file is called in the repository, if Git has told. */
  readonly name: string | undefined
}

/**
 * Merges three versions of a `.dvc` file or a `dvc.lock` that Git has put into files. Returns what both sides changed;
 * in the merged version that is as ours has it.
 */
export async function mergeVersions(
  context: MergeContext,
  request: MergeVersionsRequest,
): Promise<readonly MergeConflict[]> {
  const texts: Sides<string> = {
    base: context.files.readText(request.base),
    ours: mustRead(context, request.ours),
    theirs: mustRead(context, request.theirs),
  }
  const { text, conflicts } = await mergeStageFiles(context, texts, request.name ?? request.ours)
  if (text !== texts.ours) context.files.writeAtomic(request.ours, text)
  return conflicts
}

/** Settles a file that Git has left unmerged: what both sides changed is taken from one of them, all else is merged. */
export async function settleMerge(
  context: MergeContext & Pick<PipelineContext, 'git' | 'workingDirectory'>,
  target: string,
  side: Side,
): Promise<readonly MergeConflict[]> {
  const file = absolutePath(context.workingDirectory, target)
  const texts = await readUnmerged(context, file)
  if (texts.ours === undefined || texts.theirs === undefined) throw notUnmerged(target)
  const { text, conflicts } = await mergeStageFiles(context, texts, shownPath(context.workingDirectory, file), side)
  context.files.writeAtomic(file, text)
  context.git?.stage([file])
  return conflicts
}

/** The versions that Git keeps in its index while a file is unmerged, at the stages 1 to 3. */
async function readUnmerged({ git }: Pick<PipelineContext, 'git'>, file: AbsolutePath): Promise<Sides<string>> {
  const path = git && pathInside(git.root, file)
  const read = async (stage: number) =>
    path === undefined ? undefined : (await git?.readFile(`:${stage}`, path))?.toString('utf8')
  return { base: await read(1), ours: await read(2), theirs: await read(3) }
}

function mustRead({ files }: MergeContext, file: AbsolutePath): string {
  const text = files.readText(file)
  if (text === undefined) throw new Failure('file-missing', `'${file}' does not exist.`)
  return text
}

function notUnmerged(target: string): Failure {
  return new Failure('target-unknown', `Git has no unmerged versions of '${target}' from both sides.`, {
    hint: 'To see what is unmerged: git status',
  })
}
