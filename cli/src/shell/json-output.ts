import { renderJson, type Value } from '@sterna/engine'
import type { Terminal } from './terminal.ts'

/** JSON as Python prints it: one line for a program, indented for a person. */
export function renderForPrograms(value: unknown, terminal: Pick<Terminal, 'isTerminal'>): string {
  return renderJson(toValue(value), terminal.isTerminal ? { indent: 2 } : {})
}

/** Plain objects as the ordered mappings that the renderer takes. */
function toValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(toValue)
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, toValue(inner)]))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value as Value
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return new Map(kept.map(([key, inner]) => [key, toValue(inner)]))
}
