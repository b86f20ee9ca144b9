import { dvcIgnoreTree } from '../data/index.ts'
import { type AbsolutePath, absolutePath, type RepoPath } from '../foundation/base/index.ts'
import type { GitRepository, GitTreeEntry } from '../foundation/git/index.ts'
import type { IgnoreTree } from '../foundation/ignore/index.ts'

/** The `.dvcignore` rules of a commit. A directory's own are to be learnt before its names are asked about, from the root down. */
export class CommitIgnore {
  readonly #git: Pick<GitRepository, 'readBlob'>
  readonly #root: AbsolutePath
  readonly #texts = new Map<string, string>()
  readonly #tree: IgnoreTree

  constructor(git: Pick<GitRepository, 'readBlob'>, root: AbsolutePath) {
    this.#git = git
    this.#root = root
    this.#tree = dvcIgnoreTree({ readText: (file) => this.#texts.get(file) }, root)
  }

  async learn(directory: RepoPath, entries: readonly GitTreeEntry[]): Promise<void> {
    const entry = entries.find(({ name, kind }) => name === '.dvcignore' && kind === 'file')
    const text = entry && (await this.#git.readBlob(entry.id))?.toString('utf8')
    if (text !== undefined) this.#texts.set(absolutePath(absolutePath(this.#root, directory), '.dvcignore'), text)
  }

  isIgnored(path: RepoPath, isDirectory: boolean): boolean {
    return this.#tree.isIgnored(path, isDirectory)
  }
}
