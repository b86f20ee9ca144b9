import { findInManifest, isDirectoryHash, type Observation, readManifest } from '../storage/index.ts'
import type { DataContext } from './data-context.ts'

/**
 * Whether nothing is there but what belongs to this content: all of it, or of a directory some files. That is what a
 * command leaves that was interrupted while it put the content there or took it away.
 */
export async function isPartOf(
  context: Pick<DataContext, 'cache'>,
  hash: string,
  seen: Exclude<Observation, { kind: 'missing' }>,
): Promise<boolean> {
  if (seen.hash === hash) return true
  const bytes = seen.kind === 'directory' && isDirectoryHash(hash) ? await context.cache.read(hash) : undefined
  if (seen.kind === 'file' || bytes === undefined) return false
  const whole = readManifest(bytes, hash)
  const { relpaths, hashes } = seen.manifest()
  return relpaths.every((file, index) => findInManifest(whole, file) === hashes[index])
}
