import { type DvcFile, parseDvcFile } from '../data/index.ts'
import type { RepoPath } from '../foundation/base/index.ts'
import type { GitRepository } from '../foundation/git/index.ts'
import { lostObject } from './lost-object.ts'

/** The `.dvc` files of commits. Most are the same in many commits and are read once. */
export class CommitSources {
  readonly #git: Pick<GitRepository, 'readBlob'>
  readonly #known = new Map<string, DvcFile>()

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
}
