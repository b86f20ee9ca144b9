import { Failure } from '../../base/index.ts'
import { pythonFloatText } from '../float-text.ts'
import { Timestamp, type Value, type ValueMap, WholeFloat } from '../values.ts'

/** A value as DVC writes it behind a `=`; mappings in braces. */
export function tomlText(value: Value): string {
  if (value === null) throw noNull()
  if (Array.isArray(value)) return `[${value.map(tomlText).join(', ')}]`
  if (value instanceof Map)
    return `{${[...value].map(([key, item]) => `${tomlKey(key)} = ${tomlText(item)}`).join(', ')}}`
  if (value instanceof Timestamp) return value.text
  if (value instanceof WholeFloat) return pythonFloatText(value.value)
  if (typeof value === 'string') return quoted(value)
  return typeof value === 'number' && !Number.isInteger(value) ? pythonFloatText(value) : String(value)
}

/** A key, in quotes if it needs them. */
export function tomlKey(key: unknown): string {
  const text = String(key)
  return /^[\w-]+$/.test(text) ? text : quoted(text)
}

/** A new table with all its tables, each under a head of its own. */
export function tomlTable(path: readonly string[], map: ValueMap): string {
  const own = [...map].filter(([, value]) => !(value instanceof Map))
  const tables = [...map].filter((entry): entry is [string, ValueMap] => entry[1] instanceof Map)
  const lines = own.map(([key, value]) => `${tomlKey(key)} = ${tomlText(value)}\n`)
  const head = own.length > 0 || tables.length === 0 ? [`[${path.map(tomlKey).join('.')}]\n${lines.join('')}`] : []
  return [...head, ...tables.map(([key, table]) => tomlTable([...path, key], table))].join('\n')
}

function quoted(text: string): string {
  const escaped = text.replaceAll(/[\\"\p{Cc}]/gu, (character) => escapes[character] ?? unicodeEscape(character))
  return `"${escaped}"`
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function noNull(): Failure {
  return new Failure('unsupported', 'TOML has no null.', { hint: 'Remove the key, or give it another value.' })
}
