import { type AbsolutePath, absolutePath, Failure, joinRepo } from '../foundation/base/index.ts'
import { type DirectoryManifest, makeManifest } from '../storage/index.ts'
import { ownerOf } from './add-plan.ts'
import { type DataCall, refuseClaimed } from './data-context.ts'
import { moveFiles } from './move-files.ts'
import { partFilter } from './output-parts.ts'
import { type Entry, type PartMove, placePart } from './part-place.ts'
import { refuseLinkedPart } from './refuse-linked-part.ts'
import { recordedFiles, recordFiles, type TrackedDirectory } from './tracked-directory.ts'
import type { TransferContext } from './transfer-data.ts'

/** Moves a part of a tracked directory inside of it, or into another one. Only the lists of files have to be here. */
export async function movePart(
  context: TransferContext,
  source: TrackedDirectory,
  move: PartMove,
  call: DataCall,
): Promise<AbsolutePath[]> {
  const { target, isSame, kept, to, others, placed } = await planMove(context, source, move)
  refuseLinkedPart(context, source.output.path, partOf(source, move))
  refuseLinkedPart(context, target.output.path, to)
  await refuseClaimed(context, { write: [source.output.path, target.output.path] }, call)
  const place = joinRepo(target.output.path, to)
  const places = { from: absolutePath(context.root, move.from), to: absolutePath(context.root, place) }
  await moveFiles(context, { ...places, isCached: true, isExpected: false }, call)
  const bytes = isSame ? source.output.recorded?.bytes : undefined
  await recordFiles(context, target, manifestOf([...others, ...placed]), bytes)
  if (!isSame) await recordFiles(context, source, manifestOf(kept), undefined)
  removeEmptyAbove(context, places.from, absolutePath(context.root, source.output.path))
  return [...new Set([source, target].map(({ stage }) => absolutePath(context.root, stage.file)))]
}

/** What goes where, and what stays. Of two directories the one that is left is recorded last. */
async function planMove(context: TransferContext, source: TrackedDirectory, move: PartMove) {
  const target = ownerOf(context.stages(), move.to)
  if (!target || target.stage.kind !== 'source' || source.stage.kind !== 'source') throw noDirectory(move)
  const part = partOf(source, move)
  const isMeant = partFilter([part])
  const before = entriesOf(await recordedFiles(context, source))
  const moved = before.filter(([file]) => isMeant(file))
  if (moved.length === 0) throw notRecorded(move)
  const kept = before.filter(([file]) => !isMeant(file))
  const isSame = target.output === source.output
  const placing = {
    move,
    moved: moved.map(([file, hash]): Entry => [file.slice(part.length), hash]),
    directory: target.output.path,
    recorded: isSame ? kept : entriesOf(await recordedFiles(context, target)),
    isGone: !isSame && context.files.lstat(absolutePath(context.root, move.from)) === undefined,
  }
  return { target, isSame, kept, ...placePart(placing) }
}

function partOf({ output }: TrackedDirectory, { from }: PartMove): string {
  return from.slice(output.path.length + 1)
}

function removeEmptyAbove(context: TransferContext, place: AbsolutePath, top: AbsolutePath): void {
  for (let at = absolutePath(place, '..'); at !== top && context.files.removeEmpty(at); ) at = absolutePath(at, '..')
}

function entriesOf({ relpaths, hashes }: DirectoryManifest): Entry[] {
  return relpaths.map((file, index) => [file, hashes[index]!])
}

function manifestOf(entries: readonly Entry[]): DirectoryManifest {
  return makeManifest(
    entries.map(([file]) => file),
    entries.map(([, hash]) => hash),
  )
}

function notRecorded({ shown }: PartMove): Failure {
  return new Failure('target-unknown', `Unable to find DVC file with output '${shown}'`)
}

function noDirectory({ shown, to }: PartMove): Failure {
  return new Failure(
    'unsupported',
    `'${shown}' can only be moved inside of tracked directories, and '${to}' is not in one.`,
    {
      hint: `To track it by itself: copy it there and add it, then take it out of its directory: sterna remove ${shown}`,
    },
  )
}
