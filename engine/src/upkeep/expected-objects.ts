import { partFilter, type SelectedOutput } from '../data/index.ts'
import { Failure, type RepoPath } from '../foundation/base/index.ts'
import {
  type ContentHash,
  type DirectoryManifest,
  type HashColumn,
  isDirectoryHash,
  manifestHash,
  manifestHashes,
  type ObjectStore,
  readManifest,
} from '../storage/index.ts'

/** An output with everything its recorded state consists of. */
export interface ExpectedOutput {
  readonly selected: SelectedOutput
  readonly hash: ContentHash
  /** Undefined for a file, and for a directory whose manifest nobody has. */
  readonly manifest: DirectoryManifest | undefined
  /** Whether a file of the directory was asked for. */
  isMeant(relpath: string): boolean
}

/** Where in the work tree an object belongs. */
export interface ExpectedPlace {
  readonly hash: ContentHash
  readonly path: RepoPath
}

/** The outputs with their manifests, each from the first store in which it is intact. */
export async function expectedOutputs(
  selected: readonly SelectedOutput[],
  stores: readonly ObjectStore[],
): Promise<ExpectedOutput[]> {
  const expected: ExpectedOutput[] = []
  for (const one of selected) {
    const { recorded, isCached } = one.output
    if (!recorded || !isCached) continue
    const manifest = isDirectoryHash(recorded.hash) ? await readableManifest(recorded.hash, stores) : undefined
    expected.push({ selected: one, hash: recorded.hash, manifest, isMeant: partFilter(one.parts) })
  }
  return expected
}

/** Every hash the outputs consist of. */
export function expectedHashes(outputs: readonly ExpectedOutput[]): Set<ContentHash> {
  const hashes = new Set<ContentHash>()
  for (const { hash, manifest, isMeant } of outputs) {
    hashes.add(hash)
    manifest?.relpaths.forEach((relpath, i) => isMeant(relpath) && hashes.add(manifest.hashes[i]!))
  }
  return hashes
}

/** All places where some of these hashes belong. */
export function placesOf(outputs: readonly ExpectedOutput[], hashes: ReadonlySet<ContentHash>): ExpectedPlace[] {
  const places: ExpectedPlace[] = []
  for (const { selected, hash, manifest } of outputs) {
    const { path } = selected.output
    if (hashes.has(hash)) places.push({ hash, path })
    manifest?.hashes.forEach((file, i) => {
      if (hashes.has(file)) places.push({ hash: file, path: `${path}/${manifest.relpaths[i]}` as RepoPath })
    })
  }
  return places
}

/** The manifest from the first of the stores that has it intact. */
export async function readableManifest(
  hash: ContentHash,
  stores: readonly ObjectStore[],
): Promise<DirectoryManifest | undefined> {
  for (const store of stores) {
    const bytes = await store.read(hash)
    const manifest = bytes && manifestHash(bytes) === hash ? orNothing(() => readManifest(bytes, hash)) : undefined
    if (manifest) return manifest
  }
  return undefined
}

/** The hashes of a manifest's files, if the store has it intact. */
export async function readableHashes(hash: ContentHash, store: ObjectStore): Promise<HashColumn | undefined> {
  const bytes = await store.read(hash)
  return bytes && manifestHash(bytes) === hash ? orNothing(() => manifestHashes(bytes, hash)) : undefined
}

function orNothing<Result>(read: () => Result): Result | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
