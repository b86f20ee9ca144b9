import type { Value, ValueMap } from '../../foundation/formats/index.ts'
import { pythonInt } from '../grammar/python-values.ts'

/** Keys of mappings and places of lists, from the root. Keys that are no texts occur in paths that interpolations walk. */
export type ConfigPath = readonly (ValueMapKey | number)[]
type ValueMapKey = ValueMap extends Map<infer Key, Value> ? Key : never

export type Container = ValueMap | Value[]

export function isContainer(value: Value | undefined): value is Container {
  return value instanceof Map || Array.isArray(value)
}

export function isInterpolation(value: Value | undefined): value is string {
  return typeof value === 'string' && value.includes('${')
}

/** `???`, which OmegaConf takes for a value that somebody has yet to give. */
export function isMissing(value: Value | undefined): boolean {
  return value === '???'
}

/** What stands under a key of a container: undefined if there is nothing. */
export function childOf(container: Container, key: ConfigPath[number]): Value | undefined {
  if (container instanceof Map) return container.get(key)
  const index = indexOf(key)
  return index === undefined || index < 0 ? undefined : container[index]
}

/** The place that a key means in a list. */
export function indexOf(key: ConfigPath[number]): number | undefined {
  const index = typeof key === 'string' ? pythonInt(key) : key
  return typeof index === 'number' ? index : undefined
}

/** `a.b[c].d` → `a`, `b`, `c`, `d`. */
export function splitKey(key: string): string[] {
  const [head = ''] = /^\.*[^.[]*/.exec(key) ?? []
  const parts = head.split('.')
  if (head.length === key.length) return parts
  if (key[head.length] === '[' && parts.at(-1) === '') parts.pop()
  const others = key.slice(head.length).matchAll(/\.([^.[]*)|\[(.*?)\]/g)
  return [...parts, ...[...others].map(([, dotted, bracketed]) => dotted || bracketed || '')]
}

/** A copy that shares nothing that can change. */
export function copyOf(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf)
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, copyOf(item)]))
  return value
}
