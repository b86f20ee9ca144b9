import { parentsOf } from './history.ts'

/** The header of a commit, as far as it is of use. */
export interface GitCommit {
  /** The first one in front. */
  readonly parents: readonly string[]
  /** When it was committed, in seconds since 1970. */
  readonly seconds: number
  /** When it was written, in seconds since 1970; the same unless it was rebased or amended. */
  readonly authored: number
  readonly message: string
}

/** What a commit object says. */
export function parseCommit(bytes: Buffer): GitCommit {
  const text = bytes.toString('utf8')
  const end = text.indexOf('\n\n')
  const header = end < 0 ? text : text.slice(0, end)
  const secondsOf = (who: string) => Number(new RegExp(`^${who} .*> (-?\\d+) [-+]\\d+$`, 'm').exec(header)?.[1] ?? 0)
  const message = end < 0 ? '' : text.slice(end + 2)
  return { parents: parentsOf(bytes), seconds: secondsOf('committer'), authored: secondsOf('author'), message }
}
