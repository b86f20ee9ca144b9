import { compareCodePoints } from '../../foundation/base/index.ts'
import type { ShownExperiment } from '../show/shown-state.ts'
import type { FlatRevisions } from './flat-revision.ts'
import type { ValueName } from './value-names.ts'
import { comparable } from './value-text.ts'

/**
 * Experiments by one of their values. Those without it come last, and first where the order is descending, as in DVC. Texts
 * come after numbers.
 */
export function sortByValue(
  experiments: readonly ShownExperiment[],
  flat: FlatRevisions,
  value: ValueName,
  isDescending: boolean,
): ShownExperiment[] {
  const keyed = experiments.map((experiment) => ({ experiment, key: valueOf(experiment, flat, value) }))
  keyed.sort((a, b) => (isDescending ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)))
  return keyed.map(({ experiment }) => experiment)
}

/** The value of an experiment's last commit; undefined if it has none. */
export function valueOf(
  experiment: Pick<ShownExperiment, 'revisions'>,
  flat: FlatRevisions,
  value: ValueName,
): number | string | undefined {
  const json = writtenValue(experiment, flat, value)
  return json === undefined || json === 'null' ? undefined : comparable(json)
}

/** The same, as the JSON it is written as. */
export function writtenValue(
  { revisions: [last] }: Pick<ShownExperiment, 'revisions'>,
  flat: FlatRevisions,
  { kind, file, name }: ValueName,
): string | undefined {
  const values = last && flat.of(last)?.[kind].get(file)
  return values === undefined || values === 'error' ? undefined : values.get(name)
}

/** Numbers first, then what is no number, then texts, then what is not there. */
export function compareKeys(a: number | string | undefined, b: number | string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b)
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b)
  return typeof a === 'number' ? -1 : 1
}

/** What is no number comes after all that are. */
function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a < b ? -1 : a > b ? 1 : 0
}
