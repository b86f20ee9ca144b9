import { type DirectoryManifest, emptyManifest, pairManifests } from '../storage/index.ts'
import type { Change } from './change.ts'
import type { Item } from './side.ts'

/** How the files of a directory differ. */
export function compareManifests(
  directory: string,
  before: DirectoryManifest = emptyManifest,
  after: DirectoryManifest = emptyManifest,
  withUnchanged = false,
): Change[] {
  const changes: Change[] = []
  pairManifests(before, after, (relpath, old, now) => {
    const itemOf = (hash: string): Item => ({ path: `${directory}/${relpath}`, hash, isDirectory: false })
    if (now === undefined) changes.push({ kind: 'deleted', item: itemOf(old!) })
    else if (old === undefined) changes.push({ kind: 'added', item: itemOf(now) })
    else if (old !== now) changes.push({ kind: 'modified', before: itemOf(old), after: itemOf(now) })
    else if (withUnchanged) changes.push({ kind: 'unchanged', item: itemOf(now) })
  })
  return changes
}
