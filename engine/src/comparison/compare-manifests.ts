import { compareCodePoints } from '../foundation/base/index.ts'
import type { DirectoryManifest } from '../storage/index.ts'
import type { Change } from './change.ts'
import type { Item } from './side.ts'

const nothing: DirectoryManifest = { relpaths: [], hashes: [] }

/** How the files of a directory differ. Both manifests are sorted, so one pass over them side by side tells. */
export function compareManifests(
  directory: string,
  before: DirectoryManifest = nothing,
  after: DirectoryManifest = nothing,
  withUnchanged = false,
): Change[] {
  const changes: Change[] = []
  let [b, a] = [0, 0]
  while (b < before.relpaths.length || a < after.relpaths.length) {
    const order = orderOf(before.relpaths[b], after.relpaths[a])
    if (order < 0) changes.push({ kind: 'deleted', item: itemAt(directory, before, b++) })
    else if (order > 0) changes.push({ kind: 'added', item: itemAt(directory, after, a++) })
    else {
      if (before.hashes[b] !== after.hashes[a])
        changes.push({ kind: 'modified', before: itemAt(directory, before, b), after: itemAt(directory, after, a) })
      else if (withUnchanged) changes.push({ kind: 'unchanged', item: itemAt(directory, after, a) })
      b++
      a++
    }
  }
  return changes
}

/** A side that has come to its end is behind all names. */
function orderOf(before: string | undefined, after: string | undefined): number {
  if (before === after) return 0
  if (before === undefined) return 1
  return after === undefined ? -1 : compareCodePoints(before, after)
}

function itemAt(directory: string, { relpaths, hashes }: DirectoryManifest, at: number): Item {
  return { path: `${directory}/${relpaths[at]}`, hash: hashes[at], isDirectory: false }
}
