import { type DirectoryManifest, pairManifests } from '../../storage/index.ts'

/** A file of a directory that is not what it was. */
export interface FileChange {
  /** From the directory. */
  readonly path: string
  readonly change: 'added' | 'changed' | 'removed'
  readonly before?: SizedHash
  readonly after?: SizedHash
}

export interface SizedHash {
  readonly hash: string
  readonly bytes?: number
}

/** How many files of a directory differ, and the first of them. */
export interface DirectoryChanges {
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly shown: readonly FileChange[]
}

/** Which of the files that differ are named. */
export interface FilesToName {
  /** How many at most. */
  readonly limit: number
  /** All are, if it is left out. */
  isMeant?(path: string): boolean
}

/** How the files of a directory differ between two states. */
export function directoryChanges(
  before: DirectoryManifest,
  after: DirectoryManifest,
  { limit, isMeant = () => true }: FilesToName,
): DirectoryChanges {
  const counts = { added: 0, changed: 0, removed: 0 }
  const shown: FileChange[] = []
  pairManifests(before, after, (path, old, now) => {
    if (old === now) return
    const change = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'
    counts[change]++
    if (shown.length >= limit || !isMeant(path)) return
    shown.push({
      path,
      change,
      ...(old === undefined ? {} : { before: { hash: old } }),
      ...(now === undefined ? {} : { after: { hash: now } }),
    })
  })
  return { ...counts, shown }
}
