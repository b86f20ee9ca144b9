import type { TrackedOutput } from '../data/index.ts'
import type { RepoPath } from '../foundation/base/index.ts'
import { type ContentHash, HashColumn, isDirectoryHash, objectBytes } from '../storage/index.ts'
import { readableHashes } from './expected-objects.ts'
import type { NamedRevision } from './named-revisions.ts'
import type { UpkeepContext } from './upkeep-context.ts'

/** A state that an output has in some revisions. */
export interface Content {
  readonly hash: ContentHash
  readonly bytes: number
  readonly files: number
  /** Hashes of its files; of itself, if it is one. */
  readonly objects: HashColumn
  readonly paths: ReadonlySet<RepoPath>
  /** Paths that have it in the workspace. */
  readonly pathsNow: ReadonlySet<RepoPath>
  /** Numbers of the revisions that need it. */
  readonly revisions: ReadonlySet<number>
}

interface Collected {
  readonly output: TrackedOutput
  readonly paths: Set<RepoPath>
  readonly pathsNow: Set<RepoPath>
  readonly revisions: Set<number>
}

/** Every recorded state of cached outputs, each once. The workspace is only counted for what the head does not have. */
export async function contentsOf(context: UpkeepContext, revisions: readonly NamedRevision[]): Promise<Content[]> {
  const collected = new Map<ContentHash, Collected>()
  const head = revisions.findIndex(({ isHead }) => isHead)
  revisions.forEach(({ stages, commit }, revision) => {
    for (const output of stages.flatMap(({ outputs }) => outputs)) {
      if (!output.recorded || !output.isCached) continue
      const content = collected.get(output.recorded.hash) ?? collect(collected, output.recorded.hash, output)
      content.paths.add(output.path)
      if (commit === undefined) content.pathsNow.add(output.path)
      if (commit !== undefined || !content.revisions.has(head)) content.revisions.add(revision)
    }
  })
  return Promise.all([...collected].map(([hash, content]) => measured(context, hash, content)))
}

function collect(collected: Map<ContentHash, Collected>, hash: ContentHash, output: TrackedOutput): Collected {
  const content = { output, paths: new Set<RepoPath>(), pathsNow: new Set<RepoPath>(), revisions: new Set<number>() }
  collected.set(hash, content)
  return content
}

/** With the size that was recorded, or else that of its objects in the cache. */
async function measured(context: UpkeepContext, hash: ContentHash, collected: Collected): Promise<Content> {
  const { output, ...rest } = collected
  const files = isDirectoryHash(hash) ? await readableHashes(hash, context.cache) : undefined
  const objects = files ?? HashColumn.of([hash])
  const bytes = output.recorded?.bytes ?? objectBytes(context.cache, objects)
  return { ...rest, hash, objects, bytes, files: output.recorded?.files ?? objects.length }
}
