import { type DvcFile, parseDvcFile, type TrackedStage } from '../data/index.ts'
import type { RepoPath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import { type Definition, type LockEntry, readLockFile } from '../pipeline/index.ts'
import { CommitDefinitions } from './commit-definition.ts'
import type { CommitTree } from './commit-tree.ts'
import { lostObject } from './lost-object.ts'

/** Everything the stage files of a commit say. */
export interface CommitStages {
  readonly stages: readonly TrackedStage[]
  readonly definitions: readonly Definition[]
}

type Locked = ReadonlyMap<string, LockEntry>

/** How many lock files are remembered: those of commits that are looked at together. */
const rememberedLocks = 256

/** The sides of a comparison, of which data, metrics and parameters each open a view. */
const rememberedCommits = 2

/** The stage files of commits. Most are the same in many commits and are read once. */
export class CommitSources {
  readonly definitions = new CommitDefinitions()
  readonly #git: Pick<GitRepository, 'readBlob'>
  readonly #known = new Map<string, DvcFile>()
  readonly #locks = new Map<string, Promise<Locked>>()
  readonly #commits = new Map<string, Promise<CommitStages>>()

  constructor(git: Pick<GitRepository, 'readBlob'>) {
    this.#git = git
  }

  /** The `.dvc` file at this path whose blob has this id. Throws a `Failure` that lists all its mistakes. */
  async read(file: RepoPath, id: string): Promise<DvcFile> {
    const key = `${id} ${file}`
    const known = this.#known.get(key)
    if (known) return known
    const bytes = await this.#git.readBlob(id)
    if (!bytes) throw lostObject(file)
    const source = parseDvcFile(bytes.toString('utf8'), file)
    this.#known.set(key, source)
    return source
  }

  /** The entries of the lock file at this path of a commit; none if there is no such file. */
  async readLock(tree: CommitTree, file: RepoPath): Promise<Locked> {
    const entry = await tree.entryAt(file)
    if (entry?.kind !== 'file') return new Map()
    return remembered(this.#locks, rememberedLocks, `${entry.id} ${file}`, () => this.#parseLock(file, entry.id))
  }

  /** What all stage files of a commit say, by what its tree is called; `collect` is asked unless it was a moment ago. */
  stagesOf(top: string, collect: () => Promise<CommitStages>): Promise<CommitStages> {
    return remembered(this.#commits, rememberedCommits, top, collect)
  }

  async #parseLock(file: RepoPath, id: string): Promise<Locked> {
    const bytes = await this.#git.readBlob(id)
    if (!bytes) throw lostObject(file)
    return readLockFile(bytes.toString('utf8'), file)
  }
}

/** What is known by this key, or else what `make` finds; then the oldest gives way if there are too many. Failures are not kept. */
function remembered<Value>(
  known: Map<string, Promise<Value>>,
  limit: number,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const before = known.get(key)
  if (before) return before
  if (known.size >= limit) known.delete(known.keys().next().value!)
  const made = make()
  known.set(key, made)
  made.catch(() => known.delete(key))
  return made
}
