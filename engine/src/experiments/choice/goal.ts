import { Failure } from '../../foundation/base/index.ts'
import { type Direction, type Directions, knownDirection } from '../../metrics/index.ts'
import { findValue, type ValueName, type ValueNames } from '../table/value-names.ts'

/** A value, and which way it gets better. */
export interface Goal {
  readonly value: ValueName
  readonly direction: Direction
}

/** What `auc`, `auc:max` or `metrics.json:loss:min` means. Without a direction anywhere it is a `Failure`. */
export function parseGoal(text: string, names: ValueNames, directions: Directions): Goal {
  const [, name = text, told] = /^(.+):(max|min)$/.exec(text) ?? []
  const value = findValue(names, name, 'metric')
  const direction = (told as Direction | undefined) ?? knownDirection(directions, value.file, value.name)
  if (direction) return { value, direction }
  throw new Failure('usage', `Whether more or less of '${name}' is better is not known.`, {
    hint: `Write ${name}:max or ${name}:min, or tell it once in sterna.yaml: metrics: {${value.name}: max}`,
  })
}

/** Numbers so that greater is better; undefined of what is no number. */
export function scoreOf(
  value: number | string | undefined,
  { direction }: Pick<Goal, 'direction'>,
): number | undefined {
  if (typeof value !== 'number' || Number.isNaN(value)) return undefined
  return direction === 'max' ? value : -value
}
