import { type AbsolutePath, Failure } from '../base/index.ts'
import type { Processes } from '../system/index.ts'

export interface NewCommit {
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
}

/** Makes a commit that no ref leads to yet. No hook runs and nothing is signed. Returns its id. */
export function makeCommit(processes: Processes, directory: AbsolutePath, commit: NewCommit): string {
  const parents = commit.parents.flatMap((parent) => ['-p', parent])
  const words = ['-c', 'commit.gpgSign=false', 'commit-tree', ...parents, '-F', '-', commit.tree]
  const { code, stdout, stderr } = processes.run({
    command: 'git',
    arguments: words,
    directory,
    input: commit.message,
  })
  if (code === 0) return stdout.trim()
  const hint = /tell me who you are|empty ident|auto-detect/i.test(stderr)
    ? { hint: 'Say who you are: git config user.name NAME, git config user.email ADDRESS' }
    : {}
  throw new Failure('git', `git commit-tree failed: ${stderr.trim() || `exit code ${code}`}`, hint)
}
