import { compareCodePoints } from '../foundation/base/index.ts'
import type { Change } from './change.ts'
import { type Item, shownItem } from './side.ts'
import type { Scope } from './targets.ts'

/** Paths from the project's root, sorted; directories end in a slash. */
export interface ChangedPaths {
  readonly modified: readonly string[]
  readonly added: readonly string[]
  readonly deleted: readonly string[]
  readonly renamed: readonly { readonly old: string; readonly new: string }[]
  readonly unknown: readonly string[]
}

/** Changes by what became of the paths. */
export function changedPaths(changes: readonly Change[]): ChangedPaths {
  const of = (kind: Change['kind']) =>
    changes
      .flatMap((change) => (change.kind === kind ? [shownItem('item' in change ? change.item : change.after)] : []))
      .sort(compareCodePoints)
  const renamed = changes.flatMap((change) =>
    change.kind === 'renamed' ? [{ old: shownItem(change.before), new: shownItem(change.after) }] : [],
  )
  return {
    modified: of('modified'),
    added: of('added'),
    deleted: of('deleted'),
    renamed: renamed.sort((a, b) => compareCodePoints(a.old, b.old)),
    unknown: of('unknown'),
  }
}

/** What neither differs from what is recorded nor from the last commit. */
export function unchangedPaths(uncommitted: readonly Change[], committed: readonly Change[] | undefined): string[] {
  const unchanged = (changes: readonly Change[]) =>
    changes.flatMap((change) => (change.kind === 'unchanged' ? [shownItem(change.item)] : []))
  const also = committed && new Set(unchanged(committed))
  return unchanged(uncommitted)
    .filter((path) => !also || also.has(path))
    .sort(compareCodePoints)
}

/** The paths of items that are in the scope. */
export function shownItems(items: readonly Item[], scope: Scope): string[] {
  return items
    .filter(({ path }) => scope.contains(path))
    .map(shownItem)
    .sort(compareCodePoints)
}
