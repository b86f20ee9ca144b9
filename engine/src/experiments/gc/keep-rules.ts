/** Which experiments `exp gc` leaves. What one rule keeps no other one takes away. */
export interface KeepRules {
  /** Those that are at most so old stay. */
  readonly milliseconds?: number | undefined
  /** So many of the best stay, and all that are as good as the last of them. */
  readonly best?: number | undefined
  /** So many of the newest stay, and all that are of the same second as the last of them. */
  readonly newest?: number | undefined
}

/** An experiment as far as the rules look at it. */
export interface Candidate {
  readonly isPinned: boolean
  /** A task of this name waits or runs. */
  readonly isBusy: boolean
  /** When its commit was made, in seconds since 1970; undefined if that cannot be read. */
  readonly seconds: number | undefined
  /** Greater is better; undefined without a number to rank it by. */
  readonly score: number | undefined
  /** Whether what it has could be read, if it is ranked. */
  readonly isReadable: boolean
}

export type KeepReason = 'pinned' | 'busy' | 'unreadable' | 'young' | 'best' | 'newest'

/** For each candidate why it stays; undefined if it goes. What cannot be read is not judged: it stays. Pure. */
export function judge(
  candidates: readonly Candidate[],
  { milliseconds, best, newest }: KeepRules,
  now: number,
): (KeepReason | undefined)[] {
  const leastScore = nthGreatest(
    candidates.map(({ score }) => score),
    best,
  )
  const leastSeconds = nthGreatest(
    candidates.map(({ seconds }) => seconds),
    newest,
  )
  const isYoung = (seconds: number) => milliseconds !== undefined && now - seconds * 1000 <= milliseconds
  return candidates.map(({ isPinned, isBusy, seconds, score, isReadable }) => {
    if (isPinned) return 'pinned'
    if (isBusy) return 'busy'
    if (seconds === undefined || !isReadable) return 'unreadable'
    if (score !== undefined && score >= leastScore) return 'best'
    if (seconds >= leastSeconds) return 'newest'
    return isYoung(seconds) ? 'young' : undefined
  })
}

/** The last of so many of the greatest; nothing reaches it if none is asked for. */
function nthGreatest(values: readonly (number | undefined)[], count: number | undefined): number {
  if (count === undefined) return Number.POSITIVE_INFINITY
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => b - a)
  return sorted[count - 1] ?? Number.NEGATIVE_INFINITY
}
