import { compareCodePoints } from '../foundation/base/index.ts'

/** The file at a place, or the files below it, of paths that are sorted by code points as Git sorts them. */
export function filesWithin<Path extends string>(sorted: readonly Path[], place: string): Path[] {
  if (place === '') return [...sorted]
  const at = firstFrom(sorted, place)
  if (sorted[at] === place) return [sorted[at]!]
  return sorted.slice(firstFrom(sorted, `${place}/`), firstFrom(sorted, `${place}${afterSlash}`))
}

const afterSlash = '0'

/** Where the first path is that does not come before `text`. */
function firstFrom(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareCodePoints(sorted[middle]!, text) < 0) low = middle + 1
    else high = middle
  }
  return low
}
