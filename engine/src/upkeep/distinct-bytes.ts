import { HashTable, type LocalStore, objectBytes } from '../storage/index.ts'
import type { Content } from './contents.ts'

/** Bytes of several states of an output together: what is in more than one of them counts once. */
export function distinctBytes(cache: LocalStore, versions: readonly Content[]): number {
  const seen = new HashTable()
  let total = 0
  for (const { hash, manifest, bytes } of [...versions].sort((a, b) => b.bytes - a.bytes)) {
    const files = manifest?.hashes ?? [hash]
    const fresh = files.filter((file) => !seen.has(file))
    total += fresh.length === files.length ? bytes : objectBytes(cache, fresh)
    if (versions.length > 1) for (const file of fresh) seen.add(file)
  }
  return total
}
