import * as path from 'node:path'
import {
  type AbsolutePath,
  absolutePath,
  Failure,
  isWithin,
  parentOf,
  type RepoPath,
  repoPath,
  shownPath,
} from '../foundation/base/index.ts'
import { type DataCall, refuseClaimed } from './data-context.ts'
import { type DvcFile, parseDvcFile } from './dvc-file.ts'
import { hideFromGit, refuseTrackedByGit, showToGit } from './git-ignore-files.ts'
import { moveFiles, refuseBothThere } from './move-files.ts'
import { movedDvcFile } from './moved-dvc-file.ts'
import { refuseOverlap } from './overlaps.ts'
import { refuseOutside } from './refuse-outside.ts'
import type { TrackedDirectory } from './tracked-directory.ts'
import type { TrackedOutput } from './tracked-stage.ts'
import type { TransferContext } from './transfer-data.ts'

/**
 * Moves all that a `.dvc` file stands for. A `.dvc` file that is named after its data goes along. The data is moved
 * before anything is recorded, so that what is recorded first is there. The old record goes last: as long as it is there,
 * the same command completes what was interrupted.
 */
export async function moveOutput(
  context: TransferContext,
  { stage, output }: TrackedDirectory,
  to: RepoPath,
  call: DataCall,
): Promise<AbsolutePath[]> {
  const from = output.path
  const before = readSource(context, stage.file)!
  const isNamedAlike = path.posix.basename(stage.file) === `${path.posix.basename(from)}.dvc`
  const file = isNamedAlike ? repoPath(`${to}.dvc`) : stage.file
  const wanted = { from, to, file, before }
  await refuseTaken(context, wanted, call)
  await refuseClaimed(context, { write: [from, to] }, call)
  const places = { from: absolutePath(context.root, from), to: absolutePath(context.root, to) }
  const hiding = hideFromGit(context, [places.to])
  const isCached = output.isCached && !output.recorded?.isLegacy
  await moveFiles(context, { ...places, isCached, isExpected: true }, call)
  const showing = showToGit(context, [places.from]).filter((ignoreFile) => isForGit(context, ignoreFile))
  const files = recordMove(context, wanted, output)
  return [...new Set([...hiding, ...showing]), ...files]
}

/** Returns the `.dvc` files that are new or gone. */
function recordMove(
  context: TransferContext,
  { from, to, file, before }: Wanted,
  output: TrackedOutput,
): AbsolutePath[] {
  const places = { old: absolutePath(context.root, before.file), new: absolutePath(context.root, file) }
  context.files.writeAtomic(places.new, movedDvcFile(context.root, before, { file, text: output.text, to }))
  if (file !== before.file) context.files.remove(places.old)
  context.placed.forget(from)
  if (output.recorded) context.placed.note(to, output.recorded.hash)
  return [...new Set([places.new, places.old])]
}

/** An ignore file that has gone again is nothing to Git unless Git knows it. */
function isForGit(context: TransferContext, file: AbsolutePath): boolean {
  return context.files.stat(file) !== undefined || context.git?.tracked([file]).has(file) === true
}

interface Wanted {
  readonly from: RepoPath
  readonly to: RepoPath
  readonly file: RepoPath
  readonly before: DvcFile
}

async function refuseTaken(
  context: TransferContext,
  { from, to, file, before }: Wanted,
  call: DataCall,
): Promise<void> {
  const directory = absolutePath(context.root, parentOf(to))
  if (context.files.stat(directory)?.kind !== 'directory')
    throw new Failure('file-missing', `stage working dir '${directory}' does not exist`)
  if (file !== before.file && readSource(context, file) && !isUnfinished(context, { from, to, file, before }))
    throw new Failure(
      'file-exists',
      `'${shownPath(context.workingDirectory, absolutePath(context.root, file))}' already exists`,
    )
  refuseOutside(context, to)
  if (from !== to && isWithin(from, to)) throw new Failure('usage', `'${from}' cannot be moved into itself.`)
  const others = context.stages().filter((stage) => stage.file !== before.file)
  refuseOverlap(others, { path: to, file })
  await refuseBothThere(context, absolutePath(context.root, from), absolutePath(context.root, to), call)
  refuseTrackedByGit(context, [absolutePath(context.root, to)], () => to)
}

/** Whether a command that was interrupted has written the new `.dvc` file, and only the old one has to go. */
function isUnfinished(context: TransferContext, { from, to, file, before }: Wanted): boolean {
  const after = readSource(context, file)
  const hashOf = (source: DvcFile | undefined, place: RepoPath) =>
    source?.outputs.find((output) => output.path === place)?.recorded?.hash
  const isMoved =
    !context.files.lstat(absolutePath(context.root, from)) && context.files.lstat(absolutePath(context.root, to))
  return isMoved !== undefined && isMoved !== false && hashOf(after, to) === hashOf(before, from)
}

function readSource(context: TransferContext, file: RepoPath): DvcFile | undefined {
  const text = context.files.readText(absolutePath(context.root, file))
  return text === undefined ? undefined : parseDvcFile(text, file)
}
