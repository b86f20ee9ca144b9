import { HashColumn, HashTable, type LocalStore, objectBytes } from '../storage/index.ts'
import type { Content } from './contents.ts'

/** Bytes of several states of an output together: what is in more than one of them counts once. */
export function distinctBytes(cache: LocalStore, versions: readonly Content[]): number {
  const [only, ...others] = versions
  if (only && others.length === 0) return only.bytes
  const seen = new HashTable()
  let total = 0
  for (const { objects, bytes } of [...versions].sort((a, b) => b.bytes - a.bytes)) {
    const fresh = new HashColumn()
    for (let i = 0; i < objects.length; i++) if (seen.getAt(objects, i) === undefined) fresh.addFrom(objects, i)
    total += fresh.length === objects.length ? bytes : objectBytes(cache, fresh)
    for (let i = 0; i < fresh.length; i++) seen.setAt(fresh, i, 0)
  }
  return total
}
