import { equalLikePython } from '../equality.ts'
import type { Value, ValueMap } from '../values.ts'
import { lookUpKey } from './keys.ts'
import type { Comparison } from './tree-editor.ts'

/**
 * `next` in the order and spelling of `old`, by DVC's rule for edits; see `editYaml`. Changes the collections in `old` and
 * takes them into the result.
 */
export function mergeValues(old: Value, next: Value, isSame: Comparison = equalLikePython): Value {
  if (old instanceof Map && next instanceof Map) return mergeMaps(old, next, isSame)
  if (Array.isArray(old) && Array.isArray(next) && old.length === next.length) return mergeLists(old, next, isSame)
  return isSame(old, next) ? old : next
}

function mergeMaps(old: ValueMap, next: ValueMap, isSame: Comparison): ValueMap {
  for (const [key, value] of old) {
    const replacement = lookUpKey(next, key)
    if (replacement === undefined) old.delete(key)
    else old.set(key, mergeValues(value, replacement, isSame))
  }
  for (const [key, value] of next) if (lookUpKey(old, key) === undefined) old.set(key, value)
  return old
}

function mergeLists(old: Value[], next: readonly Value[], isSame: Comparison): Value[] {
  for (const [i, value] of old.entries()) old[i] = mergeValues(value, next[i] as Value, isSame)
  return old
}
