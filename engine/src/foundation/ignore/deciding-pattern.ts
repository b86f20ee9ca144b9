import type { AbsolutePath } from '../base/index.ts'
import type { IgnorePattern } from './pattern.ts'

/** The patterns of one file, relative to the directory it speaks of. */
export interface RuleSet {
  readonly file: AbsolutePath | undefined
  /** The directory its patterns are relative to. */
  readonly base: string
  readonly patterns: readonly IgnorePattern[]
  readonly lines: readonly string[]
}

export interface DecidingPattern {
  readonly file: AbsolutePath | undefined
  readonly pattern: IgnorePattern
}

/** The last pattern of a set that fits a path. */
export function lastThatFits(set: RuleSet, file: string, isDirectory: boolean): IgnorePattern | undefined {
  const fits = fitting(set, file, isDirectory)
  return set.patterns.findLast(fits)
}

/**
 * The pattern that DVC names as the one that decides: the last that fits or, if that ignores, the first that fits of the
 * patterns of its kind that stand side by side with it, also across files. The decision itself is the same.
 */
export function namedPattern(
  sets: readonly RuleSet[],
  file: string,
  isDirectory: boolean,
): DecidingPattern | undefined {
  const all = sets.flatMap((set) => {
    const fits = fitting(set, file, isDirectory)
    return set.patterns.map((pattern) => ({ file: set.file, pattern, isFitting: fits(pattern) }))
  })
  const last = all.findLastIndex(({ isFitting }) => isFitting)
  if (last < 0 || all[last]!.pattern.isNegated) return all[last]
  const isOfItsKind = ({ pattern }: DecidingPattern) =>
    !pattern.isNegated && pattern.isForDirectoriesOnly === all[last]!.pattern.isForDirectoriesOnly
  let first = last
  while (first > 0 && isOfItsKind(all[first - 1]!)) first--
  return all.slice(first).find(({ isFitting }) => isFitting)
}

function fitting(set: RuleSet, file: string, isDirectory: boolean): (pattern: IgnorePattern) => boolean {
  const relative = set.base === '' ? file : file.slice(set.base.length + 1)
  const name = file.slice(file.lastIndexOf('/') + 1)
  return (pattern) => (isDirectory || !pattern.isForDirectoriesOnly) && pattern.fits(relative, name)
}
