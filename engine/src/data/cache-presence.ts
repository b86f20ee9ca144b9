import { isDirectoryHash, readManifest } from '../storage/index.ts'
import type { DataContext } from './data-context.ts'

/** Whether the cache has everything a recorded hash stands for: the object, and for a directory all its files. */
export async function isInCache(context: Pick<DataContext, 'cache'>, hash: string): Promise<boolean> {
  if (!(await context.cache.has(hash))) return false
  if (!isDirectoryHash(hash)) return true
  const bytes = await context.cache.read(hash)
  if (!bytes) return false
  return (await context.cache.missing([...new Set(readManifest(bytes, hash).hashes)])).length === 0
}
