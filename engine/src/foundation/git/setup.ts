import { type AbsolutePath, absolutePath, Failure } from '../base/index.ts'
import type { Processes } from '../system/index.ts'

/** How a clone is set up: its configuration, its hooks, and how its files are merged. */
export class GitSetup {
  readonly #processes: Processes
  readonly #root: AbsolutePath

  constructor(processes: Processes, root: AbsolutePath) {
    this.#processes = processes
    this.#root = root
  }

  /** A setting such as `merge.dvc.driver`, from whatever level it stands in. */
  setting(name: string): string | undefined {
    const { code, stdout } = this.#git(['config', '--get', name])
    return code === 0 ? stdout.replace(/\n$/, '') : undefined
  }

  /** Changes a setting of this clone. */
  set(name: string, value: string): void {
    this.#mustGit(['config', '--local', name, value])
  }

  /** Where Git looks for its hooks; that may be outside of `.git`. */
  get hooksDirectory(): AbsolutePath {
    return absolutePath(this.#root, this.#mustGit(['rev-parse', '--git-path', 'hooks']).trim())
  }

  /** The file of attributes that belong to this clone alone. */
  get ownAttributesFile(): AbsolutePath {
    return absolutePath(this.#root, this.#mustGit(['rev-parse', '--git-path', 'info/attributes']).trim())
  }

  /** The way in which a file is merged, as the attributes say: `dvc`, `union`, …; undefined if they say nothing. */
  mergeAttribute(file: string): string | undefined {
    const value = this.#mustGit(['check-attr', '-z', 'merge', '--', file]).split('\0')[2]
    return value === 'unspecified' ? undefined : value
  }

  #mustGit(words: readonly string[]): string {
    const result = this.#git(words)
    if (result.code === 0) return result.stdout
    throw new Failure('git', `git ${words[0]} failed: ${result.stderr.trim() || `exit code ${result.code}`}`)
  }

  #git(words: readonly string[]) {
    return this.#processes.run({ command: 'git', arguments: words, directory: this.#root })
  }
}
