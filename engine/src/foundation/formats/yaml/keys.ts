import { equalLikePython } from '../equality.ts'
import type { Scalar, Value, ValueMap } from '../values.ts'

/** The value at the key that Python takes for the same as `key`; undefined if there is none. */
export function lookUpKey(map: ValueMap, key: Scalar): Value | undefined {
  const found = map.get(key)
  if (found !== undefined || typeof key === 'string' || key === null) return found
  for (const [candidate, value] of map) if (equalLikePython(candidate, key)) return value
  return undefined
}
