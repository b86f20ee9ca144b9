import { overlaid } from '../../data/index.ts'
import type { AbsolutePath } from '../../foundation/base/index.ts'
import type { SeenFiles } from '../../foundation/system/index.ts'
import { type HashMemo, isDirectoryHash } from '../../storage/index.ts'
import { hasLegacy } from '../lock-entry.ts'
import { type PipelineContext, stagesByAddress } from '../pipeline-context.ts'
import { urlsOf } from '../url-dependencies.ts'

/** What data was looked at while an answer was made. */
export interface Looked {
  /** Directories that were looked through as a whole, by their hashes. */
  readonly directories: ReadonlyMap<AbsolutePath, string>
  /** Hashes of directories of which the cache had everything. */
  readonly complete: ReadonlySet<string>
}

/** The project, of which all data that is looked at is noted: files by their names, directories by their hashes. */
export function noting<Context extends PipelineContext>(
  context: Context,
  seen: SeenFiles,
): { readonly context: Context; readonly looked: Looked } {
  const directories = new Map<AbsolutePath, string>()
  const whole = new Set<string>()
  const { hashes, complete, cache } = context
  const observe: HashMemo['observe'] = async (place, options, call) => {
    seen.look(place)
    const found = await hashes.observe(place, options, call)
    if (found.kind === 'directory') directories.set(place, found.hash)
    return found
  }
  const has = async (hash: string) => {
    if (!isDirectoryHash(hash)) seen.look(cache.pathOf(hash))
    const isThere = await complete.has(hash)
    if (isThere && isDirectoryHash(hash)) whole.add(hash)
    return isThere
  }
  const parts = {
    hashes: overlaid(hashes, { observe }),
    complete: overlaid(complete, { has }),
  }
  return { context: overlaid(context, parts), looked: { directories, complete: whole } }
}

/** Whether names and directories of this machine tell all: not where others are asked, or data is hashed as DVC did before 3.0. */
export function isToldByFiles(context: PipelineContext): boolean {
  if (context.readable().broken.length > 0) return false
  const stages = [...stagesByAddress(context).values()]
  return (
    stages.every((stage) => urlsOf(stage).length === 0 && !hasLegacy(context.locked(stage.file).get(stage.name))) &&
    context.stages().every(({ origin, outputs }) => origin === undefined && !outputs.some(isLegacy))
  )
}

function isLegacy({ recorded }: { readonly recorded?: { readonly isLegacy?: boolean } | undefined }): boolean {
  return recorded?.isLegacy === true
}
