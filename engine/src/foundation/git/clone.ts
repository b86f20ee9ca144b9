import type { AbsolutePath } from '../base/index.ts'
import { Failure } from '../base/index.ts'
import type { Processes } from '../system/index.ts'

export interface CloneRequest {
  readonly from: AbsolutePath
  readonly to: AbsolutePath
  readonly commit: string
}

/**
 * The files of a commit of another repository of this machine, in a new directory that borrows its objects. Line ends
 * stay as they are committed, and no hook runs.
 */
export function cloneCommit(processes: Processes, { from, to, commit }: CloneRequest): void {
  const plain = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.autocrlf=false', '-c', 'core.attributesFile=/dev/null']
  const git = (directory: AbsolutePath, words: readonly string[]) => {
    const result = processes.run({ command: 'git', arguments: [...plain, ...words], directory })
    if (result.code !== 0) throw new Failure('git', `git ${words[0]} of '${from}' failed: ${result.stderr.trim()}`)
  }
  git(from, ['clone', '--quiet', '--shared', '--no-checkout', '--', from, to])
  git(to, ['checkout', '--quiet', '--detach', commit])
}
