import { compareCodePoints } from '../foundation/base/index.ts'
import type { DirectoryManifest } from './directory-manifest.ts'
import type { ContentHash } from './object-store.ts'

/** Told of each path of two manifests in their order; a side that does not have it gives no hash. */
export type VisitPair = (relpath: string, before: ContentHash | undefined, after: ContentHash | undefined) => void

/** Both manifests are sorted, so one pass over them side by side tells what each path is on either. */
export function pairManifests(before: DirectoryManifest, after: DirectoryManifest, visit: VisitPair): void {
  let [b, a] = [0, 0]
  while (b < before.relpaths.length || a < after.relpaths.length) {
    const order = orderOf(before.relpaths[b], after.relpaths[a])
    const relpath = (order > 0 ? after.relpaths[a] : before.relpaths[b])!
    visit(relpath, order <= 0 ? before.hashes[b++] : undefined, order >= 0 ? after.hashes[a++] : undefined)
  }
}

/** A side that has come to its end is behind all names. */
function orderOf(before: string | undefined, after: string | undefined): number {
  if (before === after) return 0
  if (before === undefined) return 1
  return after === undefined ? -1 : compareCodePoints(before, after)
}
