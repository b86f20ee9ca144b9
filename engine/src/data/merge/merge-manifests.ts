import { compareCodePoints } from '../../foundation/base/index.ts'
import { type ContentHash, type DirectoryManifest, emptyManifest, makeManifest } from '../../storage/index.ts'
import type { MergeConflict, Side, Sides } from './three-way.ts'

export interface MergedManifest {
  readonly manifest: DirectoryManifest
  /** Files that both sides changed; in the manifest they are as the preferred side has them. */
  readonly conflicts: readonly MergeConflict[]
}

/**
 * Merges the files of a directory: what one side added, changed or deleted counts. Undefined if a name would be a file
 * and a directory at once. The three lists are sorted, so one walk over them is enough.
 */
export function mergeManifests(sides: Sides<DirectoryManifest>, side: Side): MergedManifest | undefined {
  const [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map((one) => new Column(one ?? emptyManifest))
  const relpaths: string[] = []
  const hashes: ContentHash[] = []
  const conflicts: MergeConflict[] = []
  for (let next = first(base!, ours!, theirs!); next !== undefined; next = first(base!, ours!, theirs!)) {
    const file = { base: base!.take(next), ours: ours!.take(next), theirs: theirs!.take(next) }
    const changed = changedSideOf(file)
    if (changed === 'both') conflicts.push({ subject: next, ours: shown(file.ours), theirs: shown(file.theirs) })
    const kept = file[changed === 'both' ? side : changed]
    if (kept !== undefined) {
      relpaths.push(next)
      hashes.push(kept)
    }
  }
  return hasFileAsDirectory(relpaths) ? undefined : { manifest: makeManifest(relpaths, hashes), conflicts }
}

/** One manifest, walked from its first entry to its last. */
class Column {
  readonly #manifest: DirectoryManifest
  #place = 0

  constructor(manifest: DirectoryManifest) {
    this.#manifest = manifest
  }

  get next(): string | undefined {
    return this.#manifest.relpaths[this.#place]
  }

  take(relpath: string): ContentHash | undefined {
    return this.next === relpath ? this.#manifest.hashes[this.#place++] : undefined
  }
}

function first(...columns: readonly Column[]): string | undefined {
  let least: string | undefined
  for (const { next } of columns)
    if (next !== undefined && (least === undefined || compareCodePoints(next, least) < 0)) least = next
  return least
}

function changedSideOf({ base, ours, theirs }: Sides<ContentHash>): Side | 'both' {
  if (ours === theirs || base === theirs) return 'ours'
  return base === ours ? 'theirs' : 'both'
}

function shown(hash: ContentHash | undefined): string {
  return hash ?? 'deleted'
}

/** Whether `a` and `a/b` are both there. */
function hasFileAsDirectory(relpaths: readonly string[]): boolean {
  const files = new Set(relpaths)
  const seen = new Set<string>()
  return relpaths.some((relpath) => {
    for (let end = relpath.lastIndexOf('/'); end > 0; end = relpath.lastIndexOf('/', end - 1)) {
      const directory = relpath.slice(0, end)
      if (seen.has(directory)) return false
      if (files.has(directory)) return true
      seen.add(directory)
    }
    return false
  })
}
