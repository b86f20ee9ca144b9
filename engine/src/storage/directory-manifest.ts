import { compareCodePoints } from '../foundation/base/index.ts'
import { md5Hex } from './md5/md5-bytes.ts'
import type { ContentHash } from './object-store.ts'

/** The files of a directory, sorted by path as Python sorts (by code points). Entry `i` is in both columns at `i`. */
export interface DirectoryManifest {
  readonly relpaths: readonly string[]
  readonly hashes: readonly ContentHash[]
}

export const emptyManifest: DirectoryManifest = { relpaths: [], hashes: [] }

/** A manifest of these entries, whatever their order. */
export function makeManifest(relpaths: readonly string[], hashes: readonly ContentHash[]): DirectoryManifest {
  const compare = relpaths.some(needsCodePoints) ? compareCodePoints : compareUnits
  if (isSorted(relpaths, compare)) return { relpaths, hashes }
  const order = Uint32Array.from(relpaths.keys()).toSorted((a, b) => compare(relpaths[a]!, relpaths[b]!))
  return { relpaths: Array.from(order, (i) => relpaths[i]!), hashes: Array.from(order, (i) => hashes[i]!) }
}

/** The name of a manifest's object: the MD5 of its bytes and `.dir`. */
export function manifestHash(rendered: Uint8Array): ContentHash {
  return `${md5Hex(rendered)}.dir`
}

/** The entry's hash, found by halving; undefined if there is none. */
export function findInManifest(manifest: DirectoryManifest, relpath: string): ContentHash | undefined {
  let low = 0
  let high = manifest.relpaths.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compareCodePoints(manifest.relpaths[middle]!, relpath)
    if (order === 0) return manifest.hashes[middle]
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

/** The hash of each file. */
export function hashesByPath({ relpaths, hashes }: DirectoryManifest): Map<string, ContentHash> {
  return new Map(relpaths.map((relpath, index) => [relpath, hashes[index]!]))
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** Surrogates sort below U+E000–U+FFFF by units, above them by code points; without them both orders are the same. */
function needsCodePoints(text: string): boolean {
  return /[\ud800-\udfff]/.test(text)
}

function isSorted(texts: readonly string[], compare: (a: string, b: string) => number): boolean {
  for (let i = 1; i < texts.length; i++) if (compare(texts[i - 1]!, texts[i]!) > 0) return false
  return true
}
