import { linesOf, type RunGit } from './list-refs.ts'

export interface DatedCommit {
  readonly commit: string
  /** When it was committed, in seconds since 1970. */
  readonly seconds: number
}

/** All commits with their dates, newest first. */
export function listHistory(run: RunGit, more: readonly string[], hasHead: boolean): DatedCommit[] {
  const globs = more.map((prefix) => `--glob=${prefix}`)
  const starts = ['--branches', '--remotes', '--tags', ...globs, ...(hasHead ? ['HEAD'] : [])]
  return linesOf(run(['rev-list', '--timestamp', '--date-order', ...starts, '--'])).map((line) => {
    const [seconds, commit = ''] = line.split(' ')
    return { commit, seconds: Number(seconds) }
  })
}

export function describeCommits(run: RunGit, commits: readonly string[]): string[] {
  return commits.length === 0 ? [] : linesOf(run(['name-rev', '--name-only', '--always', ...commits]))
}

/** The parents that a commit object names. */
export function parentsOf(bytes: Buffer): string[] {
  const header = bytes.toString('utf8').split('\n\n', 1)[0] ?? ''
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, id]) => id!)
}
