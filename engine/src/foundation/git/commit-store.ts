import { type AbsolutePath, absolutePath, Failure, withoutPassword } from '../base/index.ts'
import type { Clock, FileLocks, ProcessResult } from '../system/index.ts'
import { runOnOther } from './other-repository.ts'
import type { GitMachine } from './repository.ts'

export interface CommitStoreOptions {
  readonly machine: GitMachine & { readonly locks: FileLocks; readonly clock: Clock }
  /** Where the bare repository is, or will be. */
  readonly directory: AbsolutePath
  readonly url: string
}

const pauseMilliseconds = 100
const everything = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']

/** Commits of a repository elsewhere, in a bare repository of this machine that has what has been asked for until now. */
export class CommitStore {
  readonly directory: AbsolutePath
  readonly #machine: CommitStoreOptions['machine']
  readonly #url: string

  constructor({ machine, directory, url }: CommitStoreOptions) {
    this.directory = directory
    this.#machine = machine
    this.#url = url
  }

  /** The commit that a revision names there, or its default branch; undefined if there is no such revision. */
  async resolve(revision = 'HEAD'): Promise<string | undefined> {
    if (isCommitId(revision)) return (await this.bring(revision)) ? revision : undefined
    const named = this.#ask(['ls-remote', '--quiet'], namesOf(revision))
    if (named.code !== 0) throw this.#failure(named)
    return commitIn(named.stdout, revision) ?? (await this.#search(revision))
  }

  /** Gets a commit, without those before it where the other side lets us; says whether it is here then. */
  async bring(commit: string): Promise<boolean> {
    if (this.#has(commit)) return true
    return this.#alone(() => {
      const found = this.#fetch(['--depth', '1'], [`+${commit}:refs/sterna/${commit}`])
      if (found.code !== 0) this.#fetchEverything()
      return this.#has(commit)
    })
  }

  /** Only the whole history tells what `main~2` or the beginning of an id means. */
  async #search(revision: string): Promise<string | undefined> {
    await this.#alone(() => this.#fetchEverything())
    const [, name = '', way = ''] = /^([^~^]*)(.*)$/.exec(revision) ?? []
    const start = name === 'HEAD' ? await this.resolve() : name
    const words = ['rev-parse', '--quiet', '--verify', '--end-of-options', `${start}${way}^{commit}`]
    const { code, stdout } = this.#git(words)
    return code === 0 ? stdout.trim() : undefined
  }

  #has(commit: string): boolean {
    return this.#isMade() && this.#git(['cat-file', '-e', `${commit}^{commit}`]).code === 0
  }

  #fetchEverything(): void {
    const isCut = this.#machine.files.stat(absolutePath(this.directory, 'shallow')) !== undefined
    const result = this.#fetch(isCut ? ['--unshallow', '--prune'] : ['--prune'], everything)
    if (result.code !== 0) throw this.#failure(result)
  }

  #fetch(options: readonly string[], refs: readonly string[]): ProcessResult {
    const { files } = this.#machine
    if (!this.#isMade()) {
      files.makeDirectory(this.directory)
      files.setMode(this.directory, 0o700)
      this.#git(['init', '--quiet', '--bare', '--template='])
    }
    const quiet = ['--quiet', '--no-write-fetch-head', '--no-auto-maintenance', '--no-tags']
    return this.#ask(['fetch', ...quiet, ...options], refs)
  }

  #isMade(): boolean {
    return this.#machine.files.stat(absolutePath(this.directory, 'HEAD')) !== undefined
  }

  /** Has Git speak with the other side. */
  #ask(words: readonly string[], refs: readonly string[]): ProcessResult {
    return this.#git([...words, '--', this.#url, ...refs])
  }

  #git(words: readonly string[]): ProcessResult {
    return runOnOther(this.#machine, { words, directory: this.#isPlace() ? this.directory : absolutePath('/') })
  }

  #isPlace(): boolean {
    return this.#machine.files.stat(this.directory)?.kind === 'directory'
  }

  /** Two commands may want the same repository at once; the second waits. */
  async #alone<Result>(work: () => Result): Promise<Result> {
    const file = absolutePath(`${this.directory}.lock`)
    let lock = this.#machine.locks.take(file)
    for (; !lock; lock = this.#machine.locks.take(file)) await this.#machine.clock.wait(pauseMilliseconds)
    try {
      return work()
    } finally {
      lock.release()
    }
  }

  #failure({ stderr, code }: ProcessResult): Failure {
    const url = withoutPassword(this.#url)
    const said = withoutPassword(stderr.trim()) || `git ended with code ${code}`
    return new Failure('git', `SCM error: Failed to clone repo '${url}': ${said}`, {
      hint: `To see whether Git can reach it: git ls-remote ${url}`,
    })
  }
}

function isCommitId(revision: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(revision)
}

function namesOf(revision: string): string[] {
  if (revision === 'HEAD') return ['HEAD']
  return [`refs/heads/${revision}`, `refs/tags/${revision}^{}`, `refs/tags/${revision}`]
}

/** Of the lines `ID<TAB>REF`: a branch goes before a tag, and what a tag leads to before the tag. */
function commitIn(lines: string, revision: string): string | undefined {
  const ids = new Map(lines.split('\n').map((line) => line.split('\t').reverse() as [string, string]))
  return namesOf(revision)
    .map((name) => ids.get(name))
    .find((id) => id !== undefined)
}
