import * as path from 'node:path'
import {
  type AbsolutePath,
  absolutePath,
  Failure,
  isWithin,
  pathInside,
  type RepoPath,
} from '../foundation/base/index.ts'
import { isDirectoryHash } from '../storage/index.ts'
import { ownerOf } from './add-plan.ts'
import { type DataCall, observePath, stageChanges } from './data-context.ts'
import { isCopied } from './move-files.ts'
import { moveOutput } from './move-output.ts'
import { movePart } from './move-part.ts'
import { isStageFile } from './stage-files.ts'
import type { TrackedDirectory } from './tracked-directory.ts'
import type { TransferContext } from './transfer-data.ts'

export interface MoveRequest {
  /** Tracked data, or a path inside of a tracked directory. */
  readonly from: string
  /** Its new path, or a directory that it goes into under its name. */
  readonly to: string
}

export interface MoveResult {
  /** Files that belong into Git's next commit, also those that are gone. */
  readonly changed: readonly AbsolutePath[]
  readonly isStaged: boolean
}

/**
 * Gives tracked data another place, with what is recorded of it. The data need not be here. A move that was interrupted
 * is completed by the same command.
 */
export async function moveData(context: TransferContext, request: MoveRequest, call: DataCall): Promise<MoveResult> {
  return context.lock.during(async () => {
    const from = placeInProject(context, request.from)
    const found = from === undefined ? undefined : ownerOf(context.stages(), from)
    if (from === undefined || !found) throw notTracked(request.from)
    if (found.stage.kind === 'pipeline') throw notASource(found)
    const to = await destination(context, found, from, request.to)
    const changed =
      found.output.path === from
        ? await moveOutput(context, found, to, call)
        : await movePart(context, found, { from, to, shown: request.from }, call)
    context.hashes.save()
    context.placed.save()
    context.forgetStages()
    const known = context.git?.tracked([...changed]) ?? new Set()
    const stageable = changed.filter((file) => known.has(file) || context.files.stat(file) !== undefined)
    return { changed, isStaged: stageChanges(context, stageable) }
  })
}

function placeInProject(context: TransferContext, target: string): RepoPath | undefined {
  refuseStageFile(target)
  return pathInside(context.root, absolutePath(context.workingDirectory, target))
}

/** A directory takes the data in, unless it is that data, moved there by a command that was interrupted. */
async function destination(
  context: TransferContext,
  { output }: TrackedDirectory,
  from: RepoPath,
  target: string,
): Promise<RepoPath> {
  refuseStageFile(target)
  const place = absolutePath(context.workingDirectory, target)
  const to = pathInside(context.root, place)
  if (to === undefined) throw outside(absolutePath(path.dirname(place)))
  if (context.files.stat(place)?.kind !== 'directory') return to
  if (output.path === from && (await isMovedAlready(context, output.recorded?.hash, from, to))) return to
  return pathInside(context.root, absolutePath(place, path.basename(from)))!
}

async function isMovedAlready(
  context: TransferContext,
  hash: string | undefined,
  from: RepoPath,
  to: RepoPath,
): Promise<boolean> {
  if (hash === undefined || !isDirectoryHash(hash) || isWithin(to, from)) return false
  const places = { from: absolutePath(context.root, from), to: absolutePath(context.root, to) }
  if (context.files.lstat(places.from)) return isCopied(context, places.from, places.to)
  const seen = await observePath(context, to)
  return seen.kind === 'directory' && seen.hash === hash
}

function refuseStageFile(target: string): void {
  if (isStageFile(path.basename(target))) throw new Failure('usage', `DVC file '${target}' cannot be an output.`)
}

function notTracked(target: string): Failure {
  return new Failure('target-unknown', `Unable to find DVC file with output '${target}'`)
}

function notASource({ stage }: TrackedDirectory): Failure {
  return new Failure(
    'unsupported',
    `move is not permitted for stages that are not data sources. You need to either move '${stage.address}' to a new location and edit it by hand, or remove '${stage.address}' and create a new one at the desired location.`,
  )
}

function outside(directory: AbsolutePath): Failure {
  return new Failure('usage', `stage working dir '${directory}' is outside of DVC repo`)
}
