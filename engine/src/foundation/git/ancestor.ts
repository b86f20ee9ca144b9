/** The parents of a commit; undefined if they cannot be told. */
export type ParentsOf = (commit: string) => readonly string[] | undefined

/**
 * A revision in two parts: where to begin, and the steps from there (`~2`, `^`, `^2`), as the manual of Git has them. Undefined
 * if it has no steps, or other ones.
 */
export function splitSteps(
  revision: string,
): { readonly start: string; readonly steps: readonly string[] } | undefined {
  const found = /^([^~^@{}:]+)((?:[~^]\d{0,6})+)$/.exec(revision)
  return found ? { start: found[1]!, steps: found[2]!.match(/[~^]\d*/g)! } : undefined
}

/** The commit to which steps lead, or undefined if that cannot be told. */
export function walkSteps(start: string, steps: readonly string[], parentsOf: ParentsOf): string | undefined {
  let commit: string | undefined = start
  for (const step of steps) {
    const count = step.length === 1 ? 1 : Number(step.slice(1))
    if (step.startsWith('^')) commit = count === 0 ? commit : commit && parentsOf(commit)?.[count - 1]
    else for (let i = 0; i < count && commit !== undefined; i++) commit = parentsOf(commit)?.[0]
  }
  return commit !== undefined && parentsOf(commit) ? commit : undefined
}
