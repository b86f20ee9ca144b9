import { type AbsolutePath, absolutePath, Failure, type RepoPath } from '../foundation/base/index.ts'
import { makeManifest, unprotect } from '../storage/index.ts'
import { type DataCall, type DataContext, refuseClaimed } from './data-context.ts'
import { partFilter } from './output-parts.ts'
import { presentParts } from './present-parts.ts'
import { refuseLinkedPart } from './refuse-linked-part.ts'
import { recordedFiles, recordFiles, type TrackedDirectory } from './tracked-directory.ts'
import type { TransferContext } from './transfer-data.ts'

export interface PartRemoval {
  /** Path from the project's root. */
  readonly path: RepoPath
  /** As the person wrote it. */
  readonly shown: string
  /** The files go as well, not only from the record. */
  readonly withOutputs: boolean
}

/** Takes a part of a tracked directory out of the record. Only the list of files has to be here, not the files. */
export async function removePart(
  context: TransferContext,
  directory: TrackedDirectory,
  { path, shown, withOutputs }: PartRemoval,
  call: DataCall,
): Promise<AbsolutePath> {
  const { stage, output } = directory
  const part = path.slice(output.path.length + 1)
  const isMeant = partFilter([part])
  const { relpaths, hashes } = await recordedFiles(context, directory)
  const kept = relpaths.flatMap((file, index) => (isMeant(file) ? [] : [[file, hashes[index]!] as const]))
  if (kept.length === relpaths.length)
    throw new Failure('target-unknown', `'${shown}' is not recorded in '${output.path}'.`)
  refuseLinkedPart(context, output.path, part)
  await refuseClaimed(context, { write: [output.path] }, call)
  if (withOutputs) await refuseUnsaved(context, output.path, part, call)
  const manifest = makeManifest(
    kept.map(([file]) => file),
    kept.map(([, hash]) => hash),
  )
  // As long as the part is recorded, the same command completes what was interrupted.
  release(context, absolutePath(context.root, path), withOutputs)
  await recordFiles(context, directory, manifest, undefined)
  context.forgetStages()
  return absolutePath(context.root, stage.file)
}

async function refuseUnsaved(context: DataContext, directory: RepoPath, part: string, call: DataCall): Promise<void> {
  const present = await presentParts(context, directory, [part], new Map(), call)
  const lost = new Set(await context.cache.missing([...new Set(present.values())], call))
  const unsaved = [...present].filter(([, hash]) => lost.has(hash)).map(([file]) => file)
  if (unsaved.length === 0) return
  const places = unsaved.map((file) => absolutePath(context.root, `${directory}/${file}`))
  throw new Failure('unsaved-changes', `These files are nowhere else:\n${places.join('\n')}`, {
    hint: 'To keep them in the record: sterna add. To drop them: remove the files yourself first.',
  })
}

function release(context: DataContext, place: AbsolutePath, withOutputs: boolean): void {
  if (withOutputs) context.files.remove(place)
  else if (context.files.stat(place)) unprotect(place, { shared: context.cache.shared })
}
