import { type DvcFile, parseDvcFile } from '../data/index.ts'
import type { RepoPath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import { type LockEntry, readLockFile } from '../pipeline/index.ts'
import { CommitDefinitions } from './commit-definition.ts'
import type { CommitTree } from './commit-tree.ts'
import { lostObject } from './lost-object.ts'

type Locked = ReadonlyMap<string, LockEntry>

/** How many lock files are remembered: those of commits that are looked at together. */
const rememberedLocks = 256

/** The stage files of commits. Most are the same in many commits and are read once. */
export class CommitSources {
  readonly definitions = new CommitDefinitions()
  readonly #git: Pick<GitRepository, 'readBlob'>
  readonly #known = new Map<string, DvcFile>()
  readonly #locks = new Map<string, Promise<Locked>>()

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
    const key = `${entry.id} ${file}`
    const known = this.#locks.get(key)
    if (known) return known
    if (this.#locks.size >= rememberedLocks) this.#locks.delete(this.#locks.keys().next().value!)
    const read = this.#parseLock(file, entry.id)
    this.#locks.set(key, read)
    return read
  }

  async #parseLock(file: RepoPath, id: string): Promise<Locked> {
    const bytes = await this.#git.readBlob(id)
    if (!bytes) throw lostObject(file)
    return readLockFile(bytes.toString('utf8'), file)
  }
}
