/**
 * Which points no other one beats: none that is at least as good in everything and better in something. Points that are alike
 * all stay. `scores` are pairs in which greater is better; a point without both is none.
 */
export function paretoFront(scores: readonly (readonly [number, number] | undefined)[]): Set<number> {
  const points = scores.flatMap((score, index) => (score ? [{ index, score }] : []))
  points.sort((a, b) => b.score[0] - a.score[0] || b.score[1] - a.score[1])
  const front = new Set<number>()
  let last: readonly [number, number] | undefined
  for (const { index, score } of points) {
    const isAlike = last?.[0] === score[0] && last[1] === score[1]
    if (last && score[1] <= last[1] && !isAlike) continue
    front.add(index)
    last = score
  }
  return front
}
