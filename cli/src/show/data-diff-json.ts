import type { DataDiff, Item } from '@sterna/engine'
import { contentJson } from './contents.ts'
import { type DiffLook, shownPath } from './data-diff.ts'

/** For programs, in the shape of `dvc diff --json`; nothing at all if nothing differs. */
export function dataDiffJson(diff: DataDiff, { showHash, withMissing, contents }: DiffLook): unknown {
  if (Object.values(diff).every((group) => group.length === 0)) return {}
  const hashed = (hash: unknown) => (showHash ? { hash } : {})
  const one = (item: Item) => (contents && !item.isDirectory ? contentJson(contents.get(item)) : {})
  const both = (before: Item, after: Item) =>
    contents && !before.isDirectory ? { old: one(before), new: one(after) } : undefined
  const single = (item: Item) => ({ path: shownPath(item), ...hashed(item.hash ?? null), ...one(item) })
  return {
    added: diff.added.map(single),
    deleted: diff.deleted.map(single),
    modified: diff.modified.map(({ before, after }) => ({
      path: shownPath(before),
      ...hashed({ old: before.hash ?? null, new: after.hash ?? null }),
      files: both(before, after),
    })),
    renamed: diff.renamed.map(({ before, after }) => ({
      path: { old: shownPath(before), new: shownPath(after) },
      ...hashed(before.hash ?? null),
      ...one(after),
    })),
    ...(withMissing ? { 'not in cache': diff.notInCache.map(single) } : {}),
  }
}
