import type { Remote } from '../data/index.ts'
import { type ContentHash, HashTable } from '../storage/index.ts'

/** The objects that the kept revisions need, by the remote that the outputs belong to. */
export class UsedObjects {
  /** Those of outputs without a remote of their own. */
  readonly ofDefault = new HashTable()
  readonly ofRemotes = new Map<string, { readonly remote: Remote; readonly hashes: HashTable }>()

  has(hash: ContentHash): boolean {
    if (this.ofDefault.has(hash)) return true
    for (const { hashes } of this.ofRemotes.values()) if (hashes.has(hash)) return true
    return false
  }

  /** All of them. */
  get tables(): readonly HashTable[] {
    return [this.ofDefault, ...[...this.ofRemotes.values()].map(({ hashes }) => hashes)]
  }

  /** Where the objects of an output belong. */
  setFor(remote: Remote | undefined): HashTable {
    if (!remote) return this.ofDefault
    const known = this.ofRemotes.get(remote.objects.name)
    if (known) return known.hashes
    const hashes = new HashTable()
    this.ofRemotes.set(remote.objects.name, { remote, hashes })
    return hashes
  }
}
