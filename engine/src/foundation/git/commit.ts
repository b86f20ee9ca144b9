import { parentsOf } from './history.ts'

/** The header of a commit, as far as it is of use. */
export interface GitCommit {
  /** The first one in front. */
  readonly parents: readonly string[]
  /** When it was committed, in seconds since 1970. */
  readonly seconds: number
  readonly message: string
}

/** What a commit object says. */
export function parseCommit(bytes: Buffer): GitCommit {
  const text = bytes.toString('utf8')
  const end = text.indexOf('\n\n')
  const header = end < 0 ? text : text.slice(0, end)
  const seconds = /^committer .*> (-?\d+) [-+]\d+$/m.exec(header)?.[1]
  return { parents: parentsOf(bytes), seconds: Number(seconds ?? 0), message: end < 0 ? '' : text.slice(end + 2) }
}
