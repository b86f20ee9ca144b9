/** Changes that make the metric bad. */
export interface Cause<Change> {
  readonly changes: readonly Change[]
  /** Without any one of them it is not bad; false if the search was ended before, or changes undo each other. */
  readonly isSmallest: boolean
}

/** Ends a search before it is through; what is known until then counts. */
export class SearchEnded extends Error {}

/** What was found, or undefined if nothing more may be asked. */
export async function unlessEnded<Result>(find: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof SearchEnded) return undefined
    throw error
  }
}

/**
 * The fewest of these changes that make bad what is good without them; all of them together do. Several may be needed at once. QuickXplain:
 * U. Junker, QuickXplain: Preferred Explanations and Relaxations for Over-Constrained Problems, AAAI 2004. It asks about half of the changes
 * at a time, on top of what is kept for good, and looks into that half which cannot be left out: at most `mostTests` questions.
 */
export async function smallestCause<Change>(
  changes: readonly Change[],
  isBad: (chosen: readonly Change[]) => Promise<boolean>,
): Promise<Cause<Change>> {
  let smallest = changes
  const ask = async (chosen: readonly Change[]) => {
    const answer = await isBad(chosen)
    if (answer && chosen.length < smallest.length) smallest = chosen
    return answer
  }
  try {
    const found = await neededOf([], [], changes, ask)
    const isKnown = found.length === smallest.length && found.every((one) => smallest.includes(one))
    const isSmallest = isKnown || (await ask(found))
    return { changes: isSmallest ? found : smallest, isSmallest }
  } catch (error) {
    if (error instanceof SearchEnded) return { changes: smallest, isSmallest: false }
    throw error
  }
}

/** Which of `changes` are needed beside those that are there; `added` are the last ones that were. */
async function neededOf<Change>(
  there: readonly Change[],
  added: readonly Change[],
  changes: readonly Change[],
  isBad: (chosen: readonly Change[]) => Promise<boolean>,
): Promise<readonly Change[]> {
  if (added.length > 0 && (await isBad(there))) return []
  if (changes.length <= 1) return changes
  const middle = Math.ceil(changes.length / 2)
  const [first, second] = [changes.slice(0, middle), changes.slice(middle)]
  const ofSecond = await neededOf([...there, ...first], first, second, isBad)
  const ofFirst = await neededOf([...there, ...ofSecond], ofSecond, first, isBad)
  return [...ofFirst, ...ofSecond]
}

/** How many questions it takes at most if `needed` of so many changes are to blame: 2k·log₂(n/k) + 2k, and one to be sure. */
export function mostTests(changes: number, needed = 1): number {
  if (changes <= 1) return 0
  return Math.ceil(2 * needed * Math.log2(changes / needed) + 2 * needed) + 1
}
