import type { ValueColumn } from '@sterna/api'

type Direction = ValueColumn['direction']

interface Spot {
  readonly row: number
  readonly x: number
  readonly y: number
}

/** The runs that no other one beats in both, from the best in x on. Empty where nobody has told which way either gets better. */
export function frontOf(spots: readonly Spot[], x: Direction, y: Direction): Spot[] {
  if (!x || !y) return []
  const [worthOfX, worthOfY] = [worth(x), worth(y)]
  const ordered = spots.toSorted((a, b) => worthOfX(b.x) - worthOfX(a.x) || worthOfY(b.y) - worthOfY(a.y))
  let best = Number.NEGATIVE_INFINITY
  return ordered.filter((spot) => {
    const isBetter = worthOfY(spot.y) > best
    if (isBetter) best = worthOfY(spot.y)
    return isBetter
  })
}

function worth(direction: 'min' | 'max'): (value: number) => number {
  return direction === 'max' ? (value) => value : (value) => -value
}
