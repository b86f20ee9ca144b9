import { isDirectoryHash, type ObjectStore, readManifest } from '../storage/index.ts'
import type { SelectedOutput } from './select-outputs.ts'

/** Objects to bring from one store to another. */
export interface WantedObjects {
  readonly files: readonly string[]
  /** Directories by the hash of their manifest, with the hashes of their files. */
  readonly directories: readonly { readonly hash: string; readonly files: readonly string[] }[]
  /** Manifests that none of the stores has, so that nobody knows the files. */
  readonly unknown: readonly string[]
}

/** Everything the recorded states of these outputs consist of; manifests are read from the first store that has them. */
export async function wantedObjects(
  selected: readonly SelectedOutput[],
  stores: readonly ObjectStore[],
): Promise<WantedObjects> {
  const hashes = new Set(
    selected.flatMap(({ output }) => (output.recorded && output.isCached ? [output.recorded.hash] : [])),
  )
  const files: string[] = []
  const directories: { hash: string; files: readonly string[] }[] = []
  const unknown: string[] = []
  for (const hash of hashes) {
    if (!isDirectoryHash(hash)) {
      files.push(hash)
      continue
    }
    const inside = await filesOfDirectory(hash, stores)
    if (inside) directories.push({ hash, files: inside })
    else unknown.push(hash)
  }
  return { files, directories, unknown }
}

async function filesOfDirectory(hash: string, stores: readonly ObjectStore[]): Promise<readonly string[] | undefined> {
  for (const store of stores) {
    const bytes = await store.read(hash)
    if (bytes) return [...new Set(readManifest(bytes, hash).hashes)]
  }
  return undefined
}
