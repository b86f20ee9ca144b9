import {
  type AbsolutePath,
  absolutePath,
  Failure,
  isWithin,
  joinRepo,
  type RepoPath,
} from '../foundation/base/index.ts'
import { type DirectoryManifest, makeManifest } from '../storage/index.ts'
import { ownerOf } from './add-plan.ts'
import { type DataCall, refuseClaimed } from './data-context.ts'
import { moveFiles } from './move-files.ts'
import { partFilter } from './output-parts.ts'
import { refuseLinkedPart } from './refuse-linked-part.ts'
import { recordedFiles, recordFiles, type TrackedDirectory } from './tracked-directory.ts'
import type { TransferContext } from './transfer-data.ts'

export interface PartMove {
  /** Inside of the directory that is left. */
  readonly from: RepoPath
  /** Inside of the same or another tracked directory, or that directory itself. */
  readonly to: RepoPath
  /** As the person wrote it. */
  readonly shown: string
}

/** Moves a part of a tracked directory inside of it, or into another one. Only the lists of files have to be here. */
export async function movePart(
  context: TransferContext,
  source: TrackedDirectory,
  move: PartMove,
  call: DataCall,
): Promise<AbsolutePath[]> {
  const target = ownerOf(context.stages(), move.to)
  if (!target || target.stage.kind !== 'source' || source.stage.kind !== 'source') throw noDirectory(move)
  const part = move.from.slice(source.output.path.length + 1)
  const isMeant = partFilter([part])
  const before = await recordedFiles(context, source)
  const moved = entriesOf(before).filter(([file]) => isMeant(file))
  if (moved.length === 0) throw notRecorded(move)
  const kept = entriesOf(before).filter(([file]) => !isMeant(file))
  const isSame = target.output === source.output
  const there = isSame ? kept : entriesOf(await recordedFiles(context, target))
  const to = freePlace(target, there, move)
  const renamed = moved.map(([file, hash]) => [`${to}${file.slice(part.length)}`, hash] as const)
  const place = joinRepo(target.output.path, to)
  refuseLinkedPart(context, source.output.path, part)
  refuseLinkedPart(context, target.output.path, to)
  await refuseClaimed(context, { write: [source.output.path, target.output.path] }, call)
  const places = { from: absolutePath(context.root, move.from), to: absolutePath(context.root, place) }
  await moveFiles(context, { ...places, isCached: true, isExpected: false }, call)
  await recordFiles(
    context,
    target,
    manifestOf([...there, ...renamed]),
    isSame ? source.output.recorded?.bytes : undefined,
  )
  if (!isSame) await recordFiles(context, source, manifestOf(kept), undefined)
  removeEmptyAbove(context, places.from, absolutePath(context.root, source.output.path))
  return [...new Set([source, target].map(({ stage }) => absolutePath(context.root, stage.file)))]
}

function removeEmptyAbove(context: TransferContext, place: AbsolutePath, top: AbsolutePath): void {
  for (let at = absolutePath(place, '..'); at !== top && context.files.removeEmpty(at); ) at = absolutePath(at, '..')
}

type Entry = readonly [file: string, hash: string]

/** The place in the target directory; a directory that is recorded there takes the part in under its name. */
function freePlace({ output }: TrackedDirectory, there: readonly Entry[], { from, to, shown }: PartMove): string {
  const wanted = to.slice(output.path.length + 1)
  const name = from.slice(from.lastIndexOf('/') + 1)
  const isDirectory = wanted === '' || there.some(([file]) => file.startsWith(`${wanted}/`))
  const place = isDirectory ? [wanted, name].filter(Boolean).join('/') : wanted
  const taken = there.find(([file]) => isWithin(place, file) || isWithin(file, place))
  if (taken) throw new Failure('file-exists', `'${joinRepo(output.path, taken[0])}' already exists`)
  if (isWithin(from, joinRepo(output.path, place)))
    throw new Failure('usage', `'${shown}' cannot be moved into itself.`)
  return place
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
