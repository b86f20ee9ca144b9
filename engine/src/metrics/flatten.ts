import type { Value, ValueMap } from '../foundation/formats/index.ts'
import { pythonText } from '../foundation/formats/index.ts'

/** Nested mappings as one list of dotted names, in the order they stand. A value that is no mapping has the name `''`. */
export function flatten(value: Value, prefix = ''): Map<string, Value> {
  if (!(value instanceof Map)) return new Map([[prefix, value]])
  const flat = new Map<string, Value>()
  for (const [key, inner] of value) {
    const name = prefix === '' ? pythonText(key) : `${prefix}.${pythonText(key)}`
    for (const [path, leaf] of flatten(inner, name)) flat.set(path, leaf)
  }
  return flat
}

/** The part of a document that metrics are made of: numbers, texts, flags, and mappings that have any. */
export function metricValues(value: Value): Value | undefined {
  if (value instanceof Map) {
    const kept = [...value].flatMap(([key, inner]) => {
      const values = metricValues(inner)
      return values === undefined ? [] : [[key, values] as const]
    })
    return kept.length === 0 ? undefined : (new Map(kept) as ValueMap)
  }
  return value === null || Array.isArray(value) ? undefined : value
}
