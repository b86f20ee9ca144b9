import { equalLikePython } from '../equality.ts'
import type { Scalar, Value, ValueMap } from '../values.ts'
import type { Entry, MappingNode } from './nodes.ts'

/** The value at the key that Python takes for the same as `key`; undefined if there is none. */
export function lookUpKey(map: ValueMap, key: Scalar): Value | undefined {
  const found = map.get(key)
  if (found !== undefined || typeof key === 'string' || key === null) return found
  for (const [candidate, value] of map) if (equalLikePython(candidate, key)) return value
  return undefined
}

/** The value that `map` has for an entry of a tree; undefined if there is none. */
export function valueFor({ key }: Entry, map: ValueMap): Value | undefined {
  return key.type === 'scalar' ? lookUpKey(map, key.value) : undefined
}

/** The keys that are written in a mapping, to look others up in. */
export function keysOf(node: MappingNode): ValueMap {
  return new Map(node.entries.flatMap(({ key }) => (key.type === 'scalar' ? [[key.value, true]] : [])))
}
