import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import type { LocalStore } from '../storage/index.ts'
import { type ContentSummary, summarizeContent } from './content-summary.ts'
import type { DataDiff, DiffContext } from './diff.ts'
import type { Item } from './side.ts'

/** A file of a diff: its size, and what it holds if that can be told in numbers. */
export interface ItemContent {
  readonly bytes: number
  readonly summary: ContentSummary | undefined
}

export interface ContentsContext extends Pick<DiffContext, 'root' | 'files'> {
  readonly cache: LocalStore
}

/** Files beyond this size are not read, only measured. */
const largestReadBytes = 64 * 1024 * 1024

/**
 * The files of a diff that are here: of the workspace from the work tree, of revisions from the cache. Directories and
 * what is not here are left out.
 */
export function describeContents(
  context: ContentsContext,
  { added, deleted, modified, renamed }: DataDiff,
  isAfterWorkspace: boolean,
): ReadonlyMap<Item, ItemContent> {
  const pairs = [...modified, ...renamed]
  const contents = new Map<Item, ItemContent>()
  const describe = (item: Item, place: AbsolutePath | undefined) => {
    const found = item.isDirectory || place === undefined ? undefined : contentAt(context, item.path, place)
    if (found) contents.set(item, found)
  }
  const inCache = ({ hash }: Item) => (hash === undefined ? undefined : context.cache.pathOf(hash))
  for (const item of [...deleted, ...pairs.map(({ before }) => before)]) describe(item, inCache(item))
  for (const item of [...added, ...pairs.map(({ after }) => after)])
    describe(item, isAfterWorkspace ? absolutePath(context.root, item.path) : inCache(item))
  return contents
}

function contentAt({ files }: ContentsContext, name: string, place: AbsolutePath): ItemContent | undefined {
  const found = files.stat(place)
  if (found?.kind !== 'file') return undefined
  const bytes = found.bytes > largestReadBytes ? undefined : files.readBytes(place)
  return { bytes: found.bytes, summary: bytes && summarizeContent(name, bytes) }
}
