/** A commit that may be to blame, with its parents. */
export interface Candidate {
  readonly commit: string
  readonly parents: readonly string[]
}

/**
 * For each commit the sum of what it and its ancestors among these weigh; they come with parents in front. Linear, but for merges: what
 * several parents have in common counts once.
 */
export function ancestorSums(
  commits: readonly Candidate[],
  weightOf: (commit: string) => number,
): ReadonlyMap<string, number> {
  const known = new Map(commits.map((one) => [one.commit, one]))
  const sums = new Map<string, number>()
  for (const one of commits) {
    const parents = one.parents.filter((parent) => known.has(parent))
    const before = parents.length > 1 ? sumOf(ancestorsOf(known, parents), weightOf) : (sums.get(parents[0] ?? '') ?? 0)
    sums.set(one.commit, before + weightOf(one.commit))
  }
  return sums
}

/** These commits and all that come before them, as far as they are known. */
export function ancestorsOf(known: ReadonlyMap<string, Candidate>, starts: readonly string[]): Set<string> {
  const found = new Set<string>()
  const pending = [...starts]
  for (let commit = pending.pop(); commit !== undefined; commit = pending.pop()) {
    const one = known.get(commit)
    if (!one || found.has(commit)) continue
    found.add(commit)
    pending.push(...one.parents)
  }
  return found
}

function sumOf(commits: ReadonlySet<string>, weightOf: (commit: string) => number): number {
  let sum = 0
  for (const commit of commits) sum += weightOf(commit)
  return sum
}
