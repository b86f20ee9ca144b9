import type { GitRepository } from '../foundation/git/index.ts'

/** A commit as people know it. */
export interface DescribedCommit {
  readonly commit: string
  readonly subject: string
  /** When it was written, in seconds since 1970. */
  readonly authored: number
  readonly parents: readonly string[]
}

export async function describeCommit(git: GitRepository, commit: string): Promise<DescribedCommit> {
  const found = await git.readCommit(commit)
  const subject = found?.message.split('\n', 1)[0] ?? ''
  return { commit, subject, authored: found?.authored ?? 0, parents: found?.parents ?? [] }
}
