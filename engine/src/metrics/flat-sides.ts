import type { Value } from '../foundation/formats/index.ts'
import { flatten } from './flatten.ts'
import type { FileValues } from './value-files.ts'

/**
 * A file's values in two revisions, by dotted name. Where one side is a single value and the other one a mapping, or
 * nothing, only the names of the mapping are compared, and the value says that it has none.
 */
export function flatSides(before: FileValues | undefined, after: FileValues | undefined) {
  const [a, b] = [valueOf(before), valueOf(after)]
  if (!(a instanceof Map) && !(b instanceof Map)) return { before: flatten(a), after: flatten(b) }
  return { before: sideOf(a, b), after: sideOf(b, a) }
}

function valueOf(values: FileValues | undefined): Value {
  return values?.kind === 'values' ? values.value : new Map()
}

function sideOf(own: Value, other: Value): Map<string, Value> {
  if (own instanceof Map) return flatten(own)
  return new Map([...flatten(other).keys()].map((name) => [name, 'unable to parse']))
}
