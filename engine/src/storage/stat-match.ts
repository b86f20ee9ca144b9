import type { Stats } from 'node:fs'

/** What has to be the same for a file to count as unchanged. Times in milliseconds with fractions. */
export interface KnownStat {
  readonly mtime: number
  readonly ctime: number
  readonly bytes: number
  readonly inode: number
  readonly hasManyNames: boolean
}

/**
 * Whether a file is as it was. The ctime also moves when a tool writes a file and sets its old mtime again; it is not
 * looked at where other names of the same file, such as the cache's, may have come or gone.
 */
export function isSameFile(known: KnownStat, stats: Stats): boolean {
  if (known.mtime !== stats.mtimeMs || known.bytes !== stats.size || known.inode !== stats.ino) return false
  return known.hasManyNames || known.ctime === stats.ctimeMs
}

const fineMarginMilliseconds = 50
const coarseMarginMilliseconds = 2000

/**
 * Whether something was so young when we looked that a later change could have left the same mtime. Then it has to be
 * read once more. Clocks of file systems tick every few milliseconds, old ones every second or two: a time of whole
 * seconds is taken for one of those.
 */
export function isRacy(mtime: number, observedAt: number): boolean {
  return mtime >= observedAt - (mtime % 1000 === 0 ? coarseMarginMilliseconds : fineMarginMilliseconds)
}
