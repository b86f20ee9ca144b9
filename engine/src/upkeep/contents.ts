import type { TrackedOutput } from '../data/index.ts'
import type { RepoPath } from '../foundation/base/index.ts'
import { type ContentHash, HashColumn, isDirectoryHash, measureObjects, NumberedObjects } from '../storage/index.ts'
import { readableHashes } from './expected-objects.ts'
import type { NamedRevision } from './named-revisions.ts'
import type { UpkeepContext } from './upkeep-context.ts'

/** A state that an output has in some revisions. */
export interface Content {
  readonly bytes: number
  readonly files: number
  /** Number of what the output's hash names: a file, or the manifest of a directory. */
  readonly own: number
  /** Numbers of its files; of itself, if it is one. */
  readonly objects: Int32Array
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

export interface Contents {
  /** Every recorded state of cached outputs, each once. */
  readonly contents: readonly Content[]
  readonly objects: NumberedObjects
}

/** What some revisions need. The workspace is only counted for what the head does not have. */
export async function contentsOf(context: UpkeepContext, revisions: readonly NamedRevision[]): Promise<Contents> {
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
  const objects = new NumberedObjects()
  const contents: Content[] = []
  for (const [hash, content] of collected) contents.push(await measured(context, hash, content, objects))
  return { contents, objects }
}

function collect(collected: Map<ContentHash, Collected>, hash: ContentHash, output: TrackedOutput): Collected {
  const content = { output, paths: new Set<RepoPath>(), pathsNow: new Set<RepoPath>(), revisions: new Set<number>() }
  collected.set(hash, content)
  return content
}

/** With the size that was recorded, or else that of its objects in the cache. */
async function measured(
  { cache }: UpkeepContext,
  hash: ContentHash,
  { output, ...rest }: Collected,
  objects: NumberedObjects,
): Promise<Content> {
  const itself = HashColumn.of([hash])
  const files = (isDirectoryHash(hash) ? await readableHashes(hash, cache) : undefined) ?? itself
  const bytes = output.recorded?.bytes ?? measureObjects(cache, files).bytes
  const [own] = objects.numbersOf(itself)
  return {
    ...rest,
    own: own!,
    objects: objects.numbersOf(files),
    bytes,
    files: output.recorded?.files ?? files.length,
  }
}
