import { type Value, WholeFloat } from '../../foundation/formats/index.ts'
import type { RecordedScalar } from '../run-record.ts'

const seedKey = /^(seed|random_seed|random_state|manual_seed)$/i

/** The parameters that are called like seeds, at any depth, by `FILE:KEY`. */
export function seedsIn(params: ReadonlyMap<string, Value>): Record<string, RecordedScalar> {
  const found = [...params].flatMap(([file, value]) => seedsAt(value, `${file}:`))
  return Object.fromEntries(found)
}

function* walk(value: Value): Iterable<readonly [key: string, value: Value]> {
  if (value instanceof Map) for (const [key, inner] of value) yield [String(key), inner]
  else if (Array.isArray(value)) for (const [index, inner] of value.entries()) yield [String(index), inner]
}

function seedsAt(value: Value, place: string): (readonly [string, RecordedScalar])[] {
  return [...walk(value)].flatMap(([key, inner]) => {
    const at = `${place}${key}`
    if (inner instanceof Map || Array.isArray(inner)) return seedsAt(inner, `${at}.`)
    return seedKey.test(key) ? [[at, scalarOf(inner)] as const] : []
  })
}

function scalarOf(value: Value): RecordedScalar {
  if (value instanceof WholeFloat) return value.value
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}
