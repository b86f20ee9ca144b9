import type { DataCall } from '../data/index.ts'
import { type AbsolutePath, compareCodePoints, Failure, isWithin } from '../foundation/base/index.ts'
import { openView, type ProjectView, type RevisionContext, workspaceName } from '../revisions/index.ts'
import type { Completeness } from '../storage/index.ts'
import type { Change } from './change.ts'
import { compareSides } from './compare-sides.ts'
import { joinChanges } from './join-changes.ts'
import { missingItems } from './missing-items.ts'
import { cacheHolder, recordedSide, type SideContext, workspaceSide } from './open-sides.ts'
import type { Item, Side } from './side.ts'
import { type Scope, scopeOf } from './targets.ts'

export interface DiffContext extends RevisionContext, SideContext {
  readonly workingDirectory: AbsolutePath
  readonly complete: Completeness
}

export interface DataDiffRequest {
  readonly before: string
  /** The workspace if left out; then what the cache lacks is told, too. */
  readonly after: string | undefined
  readonly targets: readonly string[]
}

/** How the tracked data of two revisions differ. Everything sorted by path, the old one of a rename. */
export interface DataDiff {
  readonly added: readonly Item[]
  readonly deleted: readonly Item[]
  readonly modified: readonly { readonly before: Item; readonly after: Item }[]
  readonly renamed: readonly { readonly before: Item; readonly after: Item }[]
  /** Of the older side. */
  readonly notInCache: readonly Item[]
}

const noDiff: DataDiff = { added: [], deleted: [], modified: [], renamed: [], notInCache: [] }

/** Compares the data of a revision with that of another one or with what lies in the workspace. Writes nothing. */
export async function diffData(context: DiffContext, request: DataDiffRequest, call: DataCall): Promise<DataDiff> {
  if (context.git && context.git.head().commit === undefined) return noDiff
  const before = openView(context, request.before)
  const after = openView(context, request.after ?? workspaceName)
  if (before.commit === after.commit) return noDiff
  const stages = [...(await before.stages()), ...(await after.stages())]
  const scope = scopeOf(context, stages, request.targets)
  const old = await sideOf(context, before, scope, call)
  const now = await sideOf(context, after, scope, call)
  refuseUnknownTargets(context, request.targets, [old, now])
  const changes = await compareSides(old, now, { isGranular: true, withUnchanged: false })
  const notInCache = request.after === undefined ? await missingItems(old, cacheHolder(context), true) : []
  context.hashes.save()
  context.complete.save()
  const isShown = (item: Item) => scope.contains(item.path)
  return sortedDiff(joinChanges(await withoutPlainDirectories(changes, old, now)), notInCache, isShown)
}

async function sideOf(context: DiffContext, view: ProjectView, scope: Scope, call: DataCall): Promise<Side> {
  const stages = await view.stages()
  return view.commit === undefined
    ? workspaceSide(context, stages, scope.includes, call)
    : recordedSide(context, stages, scope.includes)
}

/** A directory that is an output on one side and only holds data on the other has neither come nor gone. */
async function withoutPlainDirectories(changes: readonly Change[], old: Side, now: Side): Promise<Change[]> {
  const kept: Change[] = []
  for (const change of changes) {
    const other = change.kind === 'added' ? old : change.kind === 'deleted' ? now : undefined
    const isPlain = other !== undefined && 'item' in change && change.item.isDirectory
    if (!isPlain || !(await holdsSomethingIn(other, change.item.path))) kept.push(change)
  }
  return kept
}

async function holdsSomethingIn(side: Side, directory: string): Promise<boolean> {
  for (const output of side.values()) {
    if (output.path === directory) continue
    if (isWithin(directory, output.path)) return true
    if (!output.isDirectory || !isWithin(output.path, directory)) continue
    const inside = `${directory.slice(output.path.length + 1)}/`
    if ((await output.manifest())?.relpaths.some((relpath) => relpath.startsWith(inside))) return true
  }
  return false
}

function refuseUnknownTargets(context: DiffContext, targets: readonly string[], sides: readonly Side[]): void {
  for (const target of targets) {
    const scope = scopeOf(context, context.stages(), [target])
    if (sides.some((side) => [...side.keys()].some((path) => scope.includes(path)))) continue
    throw new Failure('file-missing', `[Errno 2] No such file or directory: '${target}'`, {
      hint: 'Name a tracked file or directory, or something inside one.',
    })
  }
}

function sortedDiff(
  changes: readonly Change[],
  notInCache: readonly Item[],
  isShown: (item: Item) => boolean,
): DataDiff {
  const items = (kind: 'added' | 'deleted') =>
    sorted(
      changes.flatMap((change) => (change.kind === kind && isShown(change.item) ? [change.item] : [])),
      pathOf,
    )
  const pairs = (kind: 'modified' | 'renamed') =>
    sorted(
      changes.flatMap((change) => (change.kind === kind && isShown(change.after) ? [change] : [])),
      ({ before }) => pathOf(before),
    )
  return {
    added: items('added'),
    deleted: items('deleted'),
    modified: pairs('modified'),
    renamed: pairs('renamed'),
    notInCache: sorted(notInCache.filter(isShown), pathOf),
  }
}

function pathOf({ path, isDirectory }: Item): string {
  return isDirectory ? `${path}/` : path
}

function sorted<Some>(some: readonly Some[], key: (one: Some) => string): Some[] {
  return [...some].sort((a, b) => compareCodePoints(key(a), key(b)))
}
