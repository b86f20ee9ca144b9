import { makeManifest, manifestHash, renderManifest } from '../../storage/index.ts'
import type { RecordedContent } from '../tracked-stage.ts'
import type { FileEntries } from './output-entries.ts'
import type { ImportContext } from './source-repository.ts'

/** Makes a directory of files that the cache has: writes its manifest there. */
export function keepEntries(context: ImportContext, entries: FileEntries): Promise<RecordedContent> {
  const rendered = renderManifest(makeManifest([...entries.keys()], [...entries.values()]))
  const hash = manifestHash(rendered)
  const content = { hash, bytes: bytesOf(context, [...entries.values()]), files: entries.size }
  return context.cache.insertBytes(rendered, hash).then(() => content)
}

/** The size of objects that the cache has, together. */
export function bytesOf(context: ImportContext, hashes: readonly string[]): number {
  return hashes.reduce((sum, hash) => sum + (context.files.stat(context.cache.pathOf(hash))?.bytes ?? 0), 0)
}
