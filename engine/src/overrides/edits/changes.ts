import { identicalValues, type Value, type ValueMap } from '../../foundation/formats/index.ts'

/** A parameter that has another value now; without `before` it is new, without `after` it is gone. */
export interface ParamChange {
  /** Its path with dots. */
  readonly key: string
  readonly before: Value | undefined
  readonly after: Value | undefined
}

/** What differs between two states of a params file, by its innermost mappings; lists are one value. */
export function paramChanges(before: ValueMap, after: ValueMap): ParamChange[] {
  return changesIn(before, after, '')
}

function changesIn(before: ValueMap, after: ValueMap, prefix: string): ParamChange[] {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys].flatMap((key) => changesAt(before.get(key), after.get(key), `${prefix}${String(key)}`))
}

function changesAt(before: Value | undefined, after: Value | undefined, key: string): ParamChange[] {
  if (before instanceof Map && after instanceof Map) return changesIn(before, after, `${key}.`)
  const isSame = before !== undefined && after !== undefined && identicalValues(before, after)
  return isSame ? [] : [{ key, before, after }]
}
