import { pythonFloatText } from './float-text.ts'
import { Timestamp, type Value, type ValueMap, WholeFloat } from './values.ts'

/** `value` as Python's `str()` prints it: texts as they are, everything else as `pythonRepr`. */
export function pythonText(value: Value): string {
  if (typeof value === 'string') return value
  return value instanceof Timestamp ? value.text : pythonRepr(value)
}

/** `value` as Python's `repr()` prints it: `None`, `True`, `1.0`, `'a'`, `['a', 1]`, `{'k': 1}`. */
export function pythonRepr(value: Value): string {
  if (value === null) return 'None'
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`
  if (value instanceof Map) return reprOfMap(value)
  if (value instanceof WholeFloat) return pythonFloatText(value.value)
  if (value instanceof Timestamp) return reprOfTimestamp(value)
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False'
    case 'number':
      return Number.isInteger(value) ? BigInt(value).toString() : pythonFloatText(value)
    case 'bigint':
      return value.toString()
    default:
      return reprOfString(value)
  }
}

function reprOfMap(map: ValueMap): string {
  const entries = [...map].map(([key, value]) => `${pythonRepr(key)}: ${pythonRepr(value)}`)
  return `{${entries.join(', ')}}`
}

/** Dates as constructor calls; a time of day is left as it is written, because its parts depend on its notation. */
function reprOfTimestamp(stamp: Timestamp): string {
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(stamp.text)
  return date ? `datetime.date(${Number(date[1])}, ${Number(date[2])}, ${Number(date[3])})` : stamp.text
}

const needsEscape = /[\\\p{C}\p{Z}]/gu

/** Single quotes, unless only double quotes avoid escaping; what does not print as an escape of its code point. */
function reprOfString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(needsEscape, escapeCharacter)
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote
}

const shortEscapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', ' ': ' ' }

function escapeCharacter(character: string): string {
  const short = shortEscapes[character]
  if (short !== undefined) return short
  const hex = character.codePointAt(0)?.toString(16) ?? ''
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
