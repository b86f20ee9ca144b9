import type { AbsolutePath, Call, RepoPath } from '../foundation/base/index.ts'
import { absolutePath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'
import type { PathLocks, ProjectLock } from '../locks/index.ts'
import type { Completeness, HashMemo, Links, LocalStore, Observation, StorageProgress } from '../storage/index.ts'
import { ignoredInside } from './dvc-ignore.ts'
import type { PlacedRecord } from './placed-record.ts'
import type { TrackedStage } from './tracked-stage.ts'

/** What the data verbs may use of a project. */
export interface DataContext {
  readonly root: AbsolutePath
  readonly workingDirectory: AbsolutePath
  readonly files: FileSystem
  readonly git: GitRepository | undefined
  readonly dvcIgnore: IgnoreTree
  readonly cache: LocalStore
  readonly links: Links
  readonly hashes: HashMemo
  /** Whether the cache has everything a recorded hash stands for. */
  readonly complete: Completeness
  readonly lock: ProjectLock
  readonly pathLocks: PathLocks
  readonly placed: PlacedRecord
  /** Whether changed files are put into Git's index at once, `core.autostage`. */
  readonly autostage: boolean
  /** Every stage of the project, `.dvc` files and pipelines, in the order they are found. */
  stages(): readonly TrackedStage[]
  /** These stages and all they depend on, what is depended on first, among all stages of the work tree or of a commit. */
  upstreamOf(stages: readonly TrackedStage[], all?: readonly TrackedStage[]): readonly TrackedStage[]
  /** To be called when stage files have been written. */
  forgetStages(): void
  isGitIgnored(path: RepoPath, isDirectory: boolean): boolean
}

export type DataEvent =
  | StorageProgress
  /** Somebody else's claim on a path was found to be a dead process's and taken away. */
  | { readonly kind: 'stale-claim'; readonly path: string; readonly pid: number; readonly cmd: string }
  | { readonly kind: 'warning'; readonly text: string }

export type DataCall = Call<DataEvent>

/** What a tracked path holds now, by the project's ignore rules. */
export function observePath(
  context: Pick<DataContext, 'root' | 'dvcIgnore' | 'hashes'>,
  path: RepoPath,
  call?: DataCall,
): Promise<Observation> {
  const rules = ignoredInside(context.dvcIgnore, context.root, path)
  return context.hashes.observe(absolutePath(context.root, path), rules, call)
}

/** Refuses if another process works on one of these paths. */
export async function refuseClaimed(
  context: DataContext,
  paths: { read?: readonly RepoPath[]; write?: readonly RepoPath[] },
  call: DataCall,
): Promise<void> {
  const absolute = (some: readonly RepoPath[] = []) => some.map((path) => absolutePath(context.root, path))
  const stale = await context.pathLocks.check({ read: absolute(paths.read), write: absolute(paths.write) })
  for (const claim of stale) call.report({ kind: 'stale-claim', ...claim })
}

/** Puts changed files into Git's index if the project wants that. Says whether it did. */
export function stageChanges(context: DataContext, changed: readonly AbsolutePath[]): boolean {
  if (!context.autostage || !context.git || changed.length === 0) return false
  context.git.stage(changed)
  return true
}
