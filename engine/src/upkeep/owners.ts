import { stagesIfReadable } from '../data/index.ts'
import { Failure, type RepoPath } from '../foundation/base/index.ts'
import { type ContentHash, isDirectoryHash, readManifest } from '../storage/index.ts'
import { experimentRefs } from './selected-revisions.ts'
import type { Sweep } from './sweeps.ts'
import type { UpkeepCall, UpkeepContext } from './upkeep-context.ts'

/** Objects by the output that had them last. */
export interface Owner {
  /** Undefined for objects that no commit names. */
  readonly path: RepoPath | undefined
  /** The newest commit that needs one of them, and how Git calls it: `main~3`. */
  readonly commit: string | undefined
  readonly name: string | undefined
  readonly objects: number
  readonly bytes: number
}

interface Use {
  readonly path: RepoPath
  readonly commit: string
}

/** Whose the unused objects are, by the whole history; the largest first. */
export async function ownersOfUnused(
  context: UpkeepContext,
  sweeps: readonly Sweep[],
  call: UpkeepCall,
): Promise<Owner[]> {
  const uses = await usesOf(context, new Set(sweeps.flatMap(({ unused }) => [...unused.hashes])), call)
  const owners = addUp(sweeps, uses)
  const commits = [...new Set(owners.flatMap(({ commit }) => (commit === undefined ? [] : [commit])))]
  const names = new Map((context.git?.describe(commits) ?? []).map((name, i) => [commits[i]!, name]))
  const named = owners.map((owner) => ({ ...owner, name: names.get(owner.commit ?? '') }))
  return named.sort((a, b) => b.bytes - a.bytes || b.objects - a.objects)
}

/** The newest use of each of the hashes, commits being met newest first. */
async function usesOf(
  context: UpkeepContext,
  unused: ReadonlySet<ContentHash>,
  call: UpkeepCall,
): Promise<ReadonlyMap<ContentHash, Use>> {
  const uses = new Map<ContentHash, Use>()
  if (unused.size === 0) return uses
  for (const { commit } of context.git?.history([experimentRefs]) ?? []) {
    if (call.signal.aborted) break
    for (const { outputs } of await stagesIfReadable(context, commit)) {
      for (const { path, recorded } of outputs) {
        if (recorded && unused.has(recorded.hash) && !uses.has(recorded.hash)) uses.set(recorded.hash, { path, commit })
      }
    }
  }
  for (const [hash, use] of [...uses]) {
    for (const file of await filesOf(context, hash)) if (!uses.has(file)) uses.set(file, use)
  }
  return uses
}

async function filesOf(context: UpkeepContext, hash: ContentHash): Promise<readonly ContentHash[]> {
  const bytes = isDirectoryHash(hash) ? await context.cache.read(hash) : undefined
  try {
    return bytes ? readManifest(bytes, hash).hashes : []
  } catch (error) {
    if (error instanceof Failure) return []
    throw error
  }
}

/** Objects and bytes by the path that used them, with the newest of its commits. */
function addUp(sweeps: readonly Sweep[], uses: ReadonlyMap<ContentHash, Use>): Omit<Owner, 'name'>[] {
  const sums = new Map<RepoPath | undefined, { commit: string | undefined; objects: number; bytes: number }>()
  const isFirst = newestFirst(uses)
  for (const { unused } of sweeps) {
    for (let i = 0; i < unused.hashes.length; i++) {
      const use = uses.get(unused.hashes.at(i))
      const sum = sums.get(use?.path) ?? { commit: use && isFirst.get(use.path), objects: 0, bytes: 0 }
      sum.objects++
      sum.bytes += unused.bytes[i]!
      sums.set(use?.path, sum)
    }
  }
  return [...sums].map(([path, sum]) => ({ path, ...sum }))
}

/** `uses` was filled newest first, so the first use of a path is its newest. */
function newestFirst(uses: ReadonlyMap<ContentHash, Use>): ReadonlyMap<RepoPath, string> {
  const commits = new Map<RepoPath, string>()
  for (const { path, commit } of uses.values()) if (!commits.has(path)) commits.set(path, commit)
  return commits
}
