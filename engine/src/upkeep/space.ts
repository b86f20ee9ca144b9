import type { RepoPath } from '../foundation/base/index.ts'
import { findUnused, type HashTable, legacyAreaOf, type TrashCount } from '../storage/index.ts'
import { bytesAlone } from './bytes-alone.ts'
import { type Content, contentsOf } from './contents.ts'
import { distinctBytes } from './distinct-bytes.ts'
import { namedRevisions } from './named-revisions.ts'
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
  const revisions = await namedRevisions(context)
  const contents = await contentsOf(context, revisions)
  const { alone, needed } = bytesAlone(context, contents, revisions.length)
  const bytes = revisions.map((_, revision) =>
    sumOf(contents.filter((content) => content.revisions.has(revision)).map((content) => content.bytes)),
  )
  return {
    outputs: outputSpaces(context, contents),
    revisions: revisions
      .map(({ names, commit }, i) => ({ names, commit, bytes: bytes[i]!, alone: alone[i]! }))
      .filter(({ commit, bytes: needed }) => commit !== undefined || needed > 0)
      .sort((a, b) => b.bytes - a.bytes),
    unneeded: await unneededIn(context, needed, call),
  }
}

function outputSpaces({ cache }: UpkeepContext, contents: readonly Content[]): OutputSpace[] {
  const byPath = new Map<RepoPath, Content[]>()
  for (const content of contents)
    for (const path of content.paths) byPath.set(path, [...(byPath.get(path) ?? []), content])
  const spaces = [...byPath].map(([path, versions]) => {
    const now = versions.find(({ pathsNow }) => pathsNow.has(path))
    const allBytes = distinctBytes(cache, versions)
    return { path, bytes: now?.bytes, files: now?.files, versions: versions.length, allBytes }
  })
  return spaces.sort((a, b) => b.allBytes - a.allBytes)
}

async function unneededIn(context: UpkeepContext, needed: HashTable, call: UpkeepCall): Promise<TrashCount> {
  const found = [
    await findUnused(context.cache, [needed], call),
    await findUnused(legacyAreaOf(context.cache)!, [needed], call),
  ]
  return {
    objects: sumOf(found.map(({ hashes }) => hashes.length)),
    bytes: sumOf(found.map(({ bytes }) => bytes.reduce((sum, some) => sum + some, 0))),
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
