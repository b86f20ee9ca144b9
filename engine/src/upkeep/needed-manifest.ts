import type { TrackedOutput } from '../data/index.ts'
import { Failure } from '../foundation/base/index.ts'
import { type ContentHash, legacyAreaOf, type ObjectStore, restoreTrash } from '../storage/index.ts'
import type { UpkeepCall, UpkeepContext } from './upkeep-context.ts'

export interface ManifestRequest {
  /** Where to look for manifests that the cache lacks, if not in the default remote. */
  readonly remote?: string
  /** Manifests that were got from a remote are not kept. */
  readonly isDry: boolean
}

/** From the cache, or else from its trash or from the remote, whose copy is kept: it is needed. */
export async function neededManifest(
  context: UpkeepContext,
  output: TrackedOutput,
  hash: ContentHash,
  request: ManifestRequest,
  call: UpkeepCall,
): Promise<Uint8Array | undefined> {
  const here = await readFrom(context.cache, hash)
  if (here) return here
  const remote = remoteIfAny(context, output.remote ?? request.remote)
  if (request.isDry) return remote && readFrom(remote, hash)
  const areas = [context.cache, legacyAreaOf(context.cache)!]
  const { objects } = await restoreTrash(areas, (trashed) => trashed === hash, call)
  if (objects > 0) return readFrom(context.cache, hash)
  const there = remote && (await readFrom(remote, hash))
  if (there) await context.cache.insertBytes(there, hash)
  return there
}

async function readFrom(store: ObjectStore, hash: ContentHash): Promise<Uint8Array | undefined> {
  return (await store.read(hash)) ?? (await legacyAreaOf(store)?.read(hash))
}

function remoteIfAny(context: UpkeepContext, name: string | undefined): ObjectStore | undefined {
  try {
    return context.remote(name)?.objects
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}
