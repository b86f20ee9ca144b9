import { linesOf, type RunGit } from './list-commits.ts'

/** A name below `refs/` and the commit it leads to. */
export interface GitRef {
  readonly name: string
  readonly commit: string
}

export interface DatedCommit {
  readonly commit: string
  /** When it was committed, in seconds since 1970. */
  readonly seconds: number
}

/** The refs below a prefix, annotated tags followed to their commits. */
export function listRefs(run: RunGit, prefix: string): GitRef[] {
  const format = '%(objecttype),%(objectname),%(*objecttype),%(*objectname),%(refname)'
  return linesOf(run(['for-each-ref', `--format=${format}`, prefix])).flatMap((line) => {
    const [type, id = '', peeledType, peeledId = '', ...name] = line.split(',')
    const commit = type === 'commit' ? id : peeledType === 'commit' ? peeledId : undefined
    return commit === undefined ? [] : [{ name: name.join(','), commit }]
  })
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
