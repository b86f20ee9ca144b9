import { type AbsolutePath, absolutePath, mapBounded } from '../../foundation/base/index.ts'
import { memoryMemo, type ObjectStore, renderManifest, steadyReading } from '../../storage/index.ts'
import { contentOf } from '../add.ts'
import type { DataCall } from '../data-context.ts'
import type { RecordedContent } from '../tracked-stage.ts'

/**
 * Sends a file or directory of this machine straight to a store that is reached by URL, and keeps nothing here. A file that
 * changes between its hash and its way is refused there, or found wrong when it is fetched.
 */
export async function sendPlace(store: ObjectStore, place: AbsolutePath, call: DataCall): Promise<RecordedContent> {
  const seen = await memoryMemo().observe(place, { reading: steadyReading }, call)
  if (seen.kind === 'missing') throw new Error(`'${place}' was there a moment ago.`)
  if (seen.kind === 'file') await sendFiles(store, new Map([[seen.hash, place]]), call)
  else {
    const manifest = seen.manifest()
    const files = manifest.relpaths.map((relpath, i) => [manifest.hashes[i]!, absolutePath(place, relpath)] as const)
    await sendFiles(store, new Map(files), call)
    await store.insertBytes(renderManifest(manifest), seen.hash)
  }
  return contentOf(seen)
}

async function sendFiles(store: ObjectStore, files: ReadonlyMap<string, AbsolutePath>, call: DataCall): Promise<void> {
  const lacking = await store.missing([...files.keys()], call)
  await mapBounded(lacking, store.jobs, (hash) => store.insertFile(files.get(hash)!, hash))
}
