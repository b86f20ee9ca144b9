import { isDirectoryHash, type ObjectStore, readManifest } from '../storage/index.ts'
import { outermost, partFilter } from './output-parts.ts'
import type { SelectedOutput } from './select-outputs.ts'

/** Objects to bring from one store to another. */
export interface WantedObjects {
  readonly files: readonly string[]
  /** Directories by the hash of their manifest, with the hashes of their files. */
  readonly directories: readonly WantedDirectory[]
  /** Directories of which only some files are wanted. */
  readonly pieces: readonly WantedPiece[]
  /** Manifests that none of the stores has, so that nobody knows the files. */
  readonly unknown: readonly string[]
}

export interface WantedDirectory {
  readonly hash: string
  readonly files: readonly string[]
}

export interface WantedPiece extends WantedDirectory {
  /** Also the files that are not wanted. */
  readonly allFiles: readonly string[]
}

/** Everything the recorded states of these outputs consist of; manifests are read from the first store that has them. */
export async function wantedObjects(
  selected: readonly SelectedOutput[],
  stores: readonly ObjectStore[],
): Promise<WantedObjects> {
  const files: string[] = []
  const directories: WantedDirectory[] = []
  const pieces: WantedPiece[] = []
  const unknown: string[] = []
  for (const [hash, parts] of partsByHash(selected)) {
    const manifest = isDirectoryHash(hash) ? await readFromAny(hash, stores) : undefined
    if (!isDirectoryHash(hash)) files.push(hash)
    else if (!manifest) unknown.push(hash)
    else if (!parts) directories.push({ hash, files: [...new Set(manifest.hashes)] })
    else {
      const isMeant = partFilter(parts)
      const meant = manifest.hashes.filter((_, index) => isMeant(manifest.relpaths[index]!))
      pieces.push({ hash, files: [...new Set(meant)], allFiles: [...new Set(manifest.hashes)] })
    }
  }
  return { files, directories, pieces, unknown }
}

/** The parts that are wanted of each recorded content; undefined where all of it is. */
function partsByHash(selected: readonly SelectedOutput[]): Map<string, readonly string[] | undefined> {
  const wanted = new Map<string, readonly string[] | undefined>()
  for (const { output, parts } of selected) {
    if (!output.recorded || !output.isCached) continue
    const { hash } = output.recorded
    const before = wanted.has(hash) ? wanted.get(hash) : []
    wanted.set(hash, before && parts ? outermost([...before, ...parts]) : undefined)
  }
  return wanted
}

async function readFromAny(hash: string, stores: readonly ObjectStore[]) {
  for (const store of stores) {
    const bytes = await store.read(hash)
    if (bytes) return readManifest(bytes, hash)
  }
  return undefined
}
