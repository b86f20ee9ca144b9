import { type DirectoryManifest, makeManifest, manifestHash } from './directory-manifest.ts'
import type { ContentHash } from './object-store.ts'
import { refuseBadEntries } from './refuse-bad-entries.ts'
import { renderManifest } from './render-manifest.ts'

const known = new Map<ContentHash, DirectoryManifest>()

/**
 * Tells the hash of a directory whose files are listed somewhere else than in an object. From then on a store of this
 * machine can be asked for the list although it does not have it: it is the same wherever it stands.
 */
export function knowManifest(relpaths: readonly string[], hashes: readonly ContentHash[], name: string): ContentHash {
  refuseBadEntries(relpaths, hashes, name)
  const manifest = makeManifest(relpaths, hashes)
  const hash = manifestHash(renderManifest(manifest))
  known.set(hash, manifest)
  return hash
}

/** The bytes of a manifest that was told of. */
export function knownManifest(hash: ContentHash): Uint8Array | undefined {
  const manifest = known.get(hash)
  return manifest && renderManifest(manifest)
}
