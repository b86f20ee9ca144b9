import type { RepoPath } from '../foundation/base/index.ts'
import {
  type HashColumn,
  type LocalStore,
  legacyAreaOf,
  listObjects,
  type NumberedObjects,
  type TrashCount,
  unusedObjects,
} from '../storage/index.ts'
import { bytesAlone } from './bytes-alone.ts'
import { type Content, type Contents, contentsOf } from './contents.ts'
import { distinctBytes } from './distinct-bytes.ts'
import { type NamedRevision, namedRevisions } from './named-revisions.ts'
import type { UpkeepCall, UpkeepContext } from './upkeep-context.ts'

export interface OutputSpace {
  readonly path: RepoPath
  /** Bytes of its state in the workspace; undefined if it is only in other revisions. */
  readonly bytes: number | undefined
  readonly files: number | undefined
  /** Number of its states in all revisions that were looked at, and their bytes, common ones counted once. */
  readonly versions: number
  readonly allBytes: number
}

export interface RevisionSpace {
  /** Branches, tags and experiments at one commit; or `workspace`, for what no commit that is checked out has. */
  readonly names: readonly string[]
  readonly commit: string | undefined
  readonly bytes: number
  /** Bytes that no other of the revisions needs. */
  readonly alone: number
}

export interface SpaceResult {
  readonly outputs: readonly OutputSpace[]
  readonly revisions: readonly RevisionSpace[]
  /** What the cache holds beyond that: of older commits, or of none. */
  readonly unneeded: TrashCount
}

/** How many bytes each output and each branch, tag and experiment takes. Changes nothing. */
export async function measureSpace(context: UpkeepContext, call: UpkeepCall): Promise<SpaceResult> {
  const areas = [context.cache, legacyAreaOf(context.cache)]
  const listing = Promise.all(areas.map(async (store) => ({ store, listed: await listObjects(store, call) })))
  listing.catch(() => undefined)
  const revisions = await namedRevisions(context)
  const all = await contentsOf(context, revisions)
  return {
    outputs: outputSpaces(context.cache, all),
    revisions: revisionSpaces(context.cache, all, revisions),
    unneeded: await unneededIn(await listing, all.objects, call),
  }
}

function outputSpaces(cache: LocalStore, all: Contents): OutputSpace[] {
  const byPath = new Map<RepoPath, Content[]>()
  for (const content of all.contents)
    for (const path of content.paths) byPath.set(path, [...(byPath.get(path) ?? []), content])
  const bytesOf = distinctBytes(cache, all)
  const spaces = [...byPath].map(([path, versions]) => {
    const now = versions.find(({ pathsNow }) => pathsNow.has(path))
    return { path, bytes: now?.bytes, files: now?.files, versions: versions.length, allBytes: bytesOf(versions) }
  })
  return spaces.sort((a, b) => b.allBytes - a.allBytes)
}

function revisionSpaces(cache: LocalStore, all: Contents, revisions: readonly NamedRevision[]): RevisionSpace[] {
  const alone = bytesAlone(cache, all, revisions.length)
  const spaces = revisions.map(({ names, commit }, revision) => {
    const needed = all.contents.filter((content) => content.revisions.has(revision))
    return { names, commit, bytes: sumOf(needed.map(({ bytes }) => bytes)), alone: alone[revision]! }
  })
  return spaces.filter(({ commit, bytes }) => commit !== undefined || bytes > 0).sort((a, b) => b.bytes - a.bytes)
}

async function unneededIn(
  listing: readonly { readonly store: LocalStore; readonly listed: HashColumn }[],
  needed: NumberedObjects,
  call: UpkeepCall,
): Promise<TrashCount> {
  let [objects, bytes] = [0, 0]
  for (const { store, listed } of listing) {
    const unused = await unusedObjects(store, listed, (index) => needed.has(listed, index), call)
    objects += unused.hashes.length
    bytes += sumOf(unused.bytes)
  }
  return { objects, bytes }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
