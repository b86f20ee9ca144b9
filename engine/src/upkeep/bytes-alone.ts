import { type ContentHash, HashTable, objectBytes } from '../storage/index.ts'
import type { Content } from './contents.ts'
import type { UpkeepContext } from './upkeep-context.ts'

export interface AloneBytes {
  /** By the number of the revision: bytes that no other one needs. */
  readonly alone: readonly number[]
  readonly isNeeded: (hash: ContentHash) => boolean
}

const shared = -1
const counted = -2

/**
 * Who alone needs which bytes. Every object is noted with the only revision that needs it; then each directory of one
 * revision counts with its recorded size if all its files are that revision's alone, else file by file.
 */
export function bytesAlone(
  { cache }: Pick<UpkeepContext, 'cache'>,
  contents: readonly Content[],
  revisions: number,
): AloneBytes {
  const owners = ownersOf(contents)
  const alone = Array.from({ length: revisions }, () => 0)
  for (const content of contents) {
    const owner = onlyRevision(content)
    if (owner !== shared) alone[owner]! += bytesOf(content, owner, owners, (hashes) => objectBytes(cache, hashes))
  }
  return { alone, isNeeded: (hash) => owners.has(hash) }
}

function ownersOf(contents: readonly Content[]): HashTable {
  const owners = new HashTable()
  const note = (hash: ContentHash, owner: number) => {
    const before = owners.get(hash)
    if (before === undefined) owners.set(hash, owner)
    else if (before !== owner) owners.set(hash, shared)
  }
  for (const content of contents) {
    const owner = onlyRevision(content)
    note(content.hash, owner)
    for (const hash of content.manifest?.hashes ?? []) note(hash, owner)
  }
  return owners
}

function onlyRevision({ revisions }: Content): number {
  const [first = shared, ...others] = revisions
  return others.length === 0 ? first : shared
}

/** Objects that were counted are marked, so that no other content counts them again. */
function bytesOf(
  { hash, manifest, bytes }: Content,
  owner: number,
  owners: HashTable,
  sizeOf: (hashes: readonly ContentHash[]) => number,
): number {
  const all = manifest?.hashes ?? [hash]
  const own: ContentHash[] = []
  for (const file of all) {
    if (owners.get(file) !== owner) continue
    owners.set(file, counted)
    own.push(file)
  }
  if (own.length === all.length) return bytes
  return sizeOf(own)
}
