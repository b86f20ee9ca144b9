import type { ContentHash } from './object-store.ts'

/** Files and their hashes; file `i` is in both lists at `i`. */
export interface PlaceShare {
  readonly relpaths: readonly string[]
  readonly hashes: readonly ContentHash[]
}

/** Files that lie in a directory themselves, and those further down. */
export function byDepth(files: ReadonlyMap<string, ContentHash>): {
  readonly top: PlaceShare
  readonly below: PlaceShare
} {
  const [top, below] = [newShare(), newShare()]
  for (const [relpath, hash] of files) put(relpath.includes('/') ? below : top, relpath, hash)
  return { top, below }
}

/** A directory at the top goes to one share with all that is below it: no two threads make the same directory. */
export function shareByTop({ relpaths, hashes }: PlaceShare, count: number): PlaceShare[] {
  const shares = Array.from({ length: count }, newShare)
  const shareOf = new Map<string, GrowingShare>()
  for (let i = 0; i < relpaths.length; i++) {
    const top = relpaths[i]!.slice(0, relpaths[i]!.indexOf('/'))
    const share = shareOf.get(top) ?? shares[Math.floor((i * count) / relpaths.length)]!
    shareOf.set(top, share)
    put(share, relpaths[i]!, hashes[i]!)
  }
  return shares
}

interface GrowingShare {
  readonly relpaths: string[]
  readonly hashes: ContentHash[]
}

function newShare(): GrowingShare {
  return { relpaths: [], hashes: [] }
}

function put({ relpaths, hashes }: GrowingShare, relpath: string, hash: ContentHash): void {
  relpaths.push(relpath)
  hashes.push(hash)
}
