import { compareCodePoints } from '../foundation/base/index.ts'
import type { Change } from './change.ts'
import type { Item } from './side.ts'

type Added = Extract<Change, { kind: 'added' }>
type Deleted = Extract<Change, { kind: 'deleted' }>

/**
 * Puts together what belongs together: a path that one output lost and another one got has changed or stayed the same, and
 * a hash that is gone at one path and new at another was renamed. Renames come last but for what was only deleted.
 */
export function joinChanges(changes: readonly Change[]): Change[] {
  const added = changes.filter((change) => change.kind === 'added')
  const deleted = changes.filter((change) => change.kind === 'deleted')
  const others = changes.filter(({ kind }) => kind !== 'added' && kind !== 'deleted')
  if (added.length === 0 || deleted.length === 0) return [...changes]
  const moved = joinByPath(added, deleted)
  return [...others, ...moved.joined, ...joinByHash(moved.added, moved.deleted)]
}

function joinByPath(added: readonly Added[], deleted: readonly Deleted[]) {
  const gone = new Map(deleted.map((change) => [change.item.path, change]))
  const joined: Change[] = []
  const left = added.filter((change) => {
    const old = gone.get(change.item.path)
    if (!old) return true
    gone.delete(change.item.path)
    if (old.item.hash !== change.item.hash) joined.push({ kind: 'modified', before: old.item, after: change.item })
    else joined.push({ kind: 'unchanged', item: change.item })
    return false
  })
  return { joined, added: left, deleted: [...gone.values()] }
}

function joinByHash(added: readonly Added[], deleted: readonly Deleted[]): Change[] {
  const gone = itemsByHash(sortedByParts(deleted).reverse())
  const arrived = sortedByParts(added).map((change): Change => {
    const before = change.item.hash === undefined ? undefined : gone.get(change.item.hash)?.pop()
    return before ? { kind: 'renamed', before, after: change.item } : change
  })
  const left = [...gone.values()].flatMap((items) => items.reverse()).map((item): Change => ({ kind: 'deleted', item }))
  return [...arrived, ...left]
}

function itemsByHash(deleted: readonly Deleted[]): Map<string | undefined, Item[]> {
  const items = new Map<string | undefined, Item[]>()
  for (const { item } of deleted) {
    const same = items.get(item.hash)
    if (same) same.push(item)
    else items.set(item.hash, [item])
  }
  return items
}

/** By the names on the way: everything in `a` before `a b`, as lists of names compare. */
function sortedByParts<Some extends Added | Deleted>(changes: readonly Some[]): Some[] {
  const key = ({ item }: Some) => item.path.replaceAll('/', '\0')
  return [...changes].sort((a, b) => compareCodePoints(key(a), key(b)))
}
