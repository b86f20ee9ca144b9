import { areaContext, type RecordedContent } from '../../data/index.ts'
import { absolutePath, isWithin } from '../../foundation/base/index.ts'
import {
  type DirectoryManifest,
  isDirectoryHash,
  makeManifest,
  type Observation,
  readManifest,
} from '../../storage/index.ts'
import type { PipelineContext } from '../pipeline-context.ts'
import { type DirectoryChanges, directoryChanges, type FileChange, type FilesToName } from './directory-changes.ts'

/** A path as it was recorded and as it is. */
export interface Sides {
  readonly path: string
  readonly recorded: RecordedContent | undefined
  readonly seen: Observation | undefined
}

/** What of a directory is told. */
export interface InsideRequest {
  /** How many of its files are named. */
  readonly limit: number
  /** Paths that were asked about: of a directory that contains such a path only what lies there is named. */
  readonly about?: readonly string[]
}

/** How the files of a directory differ; undefined if it is none, or nobody knows any more what it held. */
export async function changesInside(
  context: PipelineContext,
  { path, recorded, seen }: Sides,
  request: InsideRequest,
): Promise<DirectoryChanges | undefined> {
  if (!recorded || seen?.kind !== 'directory') return undefined
  const before = await manifestOf(context, recorded)
  if (!before) return undefined
  const changes = directoryChanges(before, seen.manifest(), filesToName(path, request))
  return withSizes(context, path, recorded, changes)
}

function filesToName(directory: string, { limit, about = [] }: InsideRequest): FilesToName {
  const parts = about.filter((path) => path !== directory && isWithin(directory, path))
  if (parts.length === 0) return { limit }
  return { limit, isMeant: (path) => parts.some((part) => isWithin(part, `${directory}/${path}`)) }
}

/** The files of a recorded directory; undefined if it is none, or nobody has kept the list of them. */
async function manifestOf(context: PipelineContext, recorded: RecordedContent): Promise<DirectoryManifest | undefined> {
  const { hash, listing } = recorded
  if (listing)
    return makeManifest(
      listing.map(({ relpath }) => relpath),
      listing.map((file) => file.hash),
    )
  if (!isDirectoryHash(hash)) return undefined
  const bytes = (await areaContext(context, recorded).cache.read(hash)) ?? context.inputLists.read(hash)
  return bytes && readManifest(bytes, hash)
}

async function withSizes(
  context: PipelineContext,
  directory: string,
  recorded: RecordedContent,
  changes: DirectoryChanges,
): Promise<DirectoryChanges> {
  const old = await sizesInCache(areaContext(context, recorded), changes.shown, 'before')
  const now = await sizesInCache(context, changes.shown, 'after')
  const here = (path: string) => context.files.stat(absolutePath(context.root, `${directory}/${path}`))?.bytes
  const shown = changes.shown.map((change): FileChange => {
    const { path, before, after } = change
    return {
      ...change,
      ...(before ? { before: sized(before.hash, old.get(before.hash)) } : {}),
      ...(after ? { after: sized(after.hash, now.get(after.hash) ?? here(path)) } : {}),
    }
  })
  return { ...changes, shown }
}

async function sizesInCache(
  { cache }: Pick<PipelineContext, 'cache'>,
  changes: readonly FileChange[],
  side: 'before' | 'after',
): Promise<ReadonlyMap<string, number | undefined>> {
  const hashes = changes.flatMap((change) => change[side]?.hash ?? [])
  const sizes = await cache.sizes(hashes)
  return new Map(hashes.map((hash, index) => [hash, sizes[index]]))
}

function sized(hash: string, bytes: number | undefined) {
  return { hash, ...(bytes === undefined ? {} : { bytes }) }
}
