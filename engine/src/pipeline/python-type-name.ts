import { Timestamp, type Value, WholeFloat } from '../foundation/formats/index.ts'

/** What Python calls the type of a value, for messages in DVC's words. */
export function pythonTypeName(value: Value): string {
  if (value === null) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  if (value instanceof Map) return 'dict'
  if (value instanceof WholeFloat) return 'float'
  if (value instanceof Timestamp) return /[T ]/.test(value.text) ? 'datetime' : 'date'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return { boolean: 'bool', string: 'str', bigint: 'int' }[typeof value as 'boolean' | 'string' | 'bigint']
}
