import { type Value, WholeFloat } from '../foundation/formats/index.ts'
import { type Directions, knownDirection, type ValueDifference } from '../metrics/index.ts'

export type Verdict = 'better' | 'worse'

/** Whether a metric has become better; undefined if it is the same, no number, or nobody has told which way is better. */
export function verdictOf(
  directions: Directions,
  file: string,
  name: string,
  { change }: ValueDifference,
): Verdict | undefined {
  const direction = knownDirection(directions, file, name)
  const moved = signOf(change)
  if (!direction || !moved) return undefined
  return moved > 0 === (direction === 'max') ? 'better' : 'worse'
}

function signOf(change: Value | undefined): number {
  return Math.sign(Number(change instanceof WholeFloat ? change.value : change))
}
