import { type ContentHash, HashColumn, HashTable, objectBytes } from '../storage/index.ts'
import type { Content } from './contents.ts'
import type { UpkeepContext } from './upkeep-context.ts'

export interface AloneBytes {
  /** By the number of the revision: bytes that no other one needs. */
  readonly alone: readonly number[]
  /** Every object that one of them needs. */
  readonly needed: HashTable
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
  return { alone, needed: owners }
}

function ownersOf(contents: readonly Content[]): HashTable {
  const owners = new HashTable(contents.reduce((sum, { objects }) => sum + objects.length, contents.length))
  const note = (column: HashColumn, index: number, owner: number) => {
    const before = owners.getAt(column, index)
    if (before === undefined) owners.setAt(column, index, owner)
    else if (before !== owner) owners.setAt(column, index, shared)
  }
  for (const content of contents) {
    const owner = onlyRevision(content)
    note(HashColumn.of([content.hash]), 0, owner)
    for (let i = 0; i < content.objects.length; i++) note(content.objects, i, owner)
  }
  return owners
}

function onlyRevision({ revisions }: Content): number {
  const [first = shared, ...others] = revisions
  return others.length === 0 ? first : shared
}

/** Objects that were counted are marked, so that no other content counts them again. */
function bytesOf(
  { objects, bytes }: Content,
  owner: number,
  owners: HashTable,
  sizeOf: (hashes: Iterable<ContentHash>) => number,
): number {
  const own = new HashColumn()
  for (let i = 0; i < objects.length; i++) {
    if (owners.getAt(objects, i) !== owner) continue
    owners.setAt(objects, i, counted)
    own.addFrom(objects, i)
  }
  return own.length === objects.length ? bytes : sizeOf(own)
}
