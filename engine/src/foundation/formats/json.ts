import { compareCodePoints } from '../base/index.ts'
import { pythonFloatText } from './float-text.ts'
import { JsonParser } from './json-parser.ts'
import { pythonText } from './python-text.ts'
import { type Scalar, Timestamp, type Value, WholeFloat } from './values.ts'

/** JSON that has been written already and is put into other JSON as it is. */
export class JsonText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** A value of which some parts may have been written already. */
export type JsonValue = Value | JsonText | JsonValue[] | JsonMap
export type JsonMap = Map<Scalar, JsonValue>

export function jsonMap(entries: Readonly<Record<string, JsonValue>>): JsonMap {
  return new Map(Object.entries(entries))
}

export interface JsonStyle {
  readonly sortKeys?: boolean
  /** Blanks for each level; everything in one line if left out. */
  readonly indent?: number
}

/**
 * Reads JSON as Python's `json.loads`: `1.0` and `1e5` stay floats, ints have no limit, `NaN`, `Infinity` and
 * `-Infinity` are values, the last of equal keys wins at the place of the first.
 * @throws Failure `file-format` with line and column; `name` is what the file is called there.
 */
export function readJson(text: string, name: string): Value {
  return new JsonParser(text, name).document()
}

/**
 * Writes JSON as Python's `json.dumps`: `", "` and `": "` between things, everything beyond ASCII escaped in lowercase,
 * floats by `repr`, no line end. Times become texts.
 */
export function renderJson(value: JsonValue, style: JsonStyle = {}): string {
  return render(value, style, '\n')
}

function render(value: JsonValue, style: JsonStyle, lineStart: string): string {
  if (Array.isArray(value)) return renderArray(value, style, lineStart)
  if (value instanceof Map) return renderObject(value, style, lineStart)
  if (value instanceof Timestamp) return renderString(value.text)
  if (value instanceof JsonText) return value.text
  return typeof value === 'string' ? renderString(value) : renderPlain(value)
}

function renderArray(items: readonly JsonValue[], style: JsonStyle, lineStart: string): string {
  const inner = lineStart + ' '.repeat(style.indent ?? 0)
  const texts = items.map((item) => render(item, style, inner))
  return enclose('[', texts, ']', style, lineStart)
}

function renderObject(map: JsonMap, style: JsonStyle, lineStart: string): string {
  const inner = lineStart + ' '.repeat(style.indent ?? 0)
  const entries = style.sortKeys ? [...map].sort(byKey) : [...map]
  const texts = entries.map(([key, value]) => `${renderString(keyText(key))}: ${render(value, style, inner)}`)
  return enclose('{', texts, '}', style, lineStart)
}

function enclose(open: string, texts: string[], close: string, style: JsonStyle, lineStart: string): string {
  if (texts.length === 0) return open + close
  if (style.indent === undefined) return open + texts.join(', ') + close
  const inner = lineStart + ' '.repeat(style.indent)
  return open + inner + texts.join(`,${inner}`) + lineStart + close
}

function byKey([a]: [Scalar, JsonValue], [b]: [Scalar, JsonValue]): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return compareCodePoints(pythonText(a), pythonText(b))
}

function keyText(key: Scalar): string {
  return typeof key === 'string' ? key : key instanceof Timestamp ? key.text : renderPlain(key)
}

function renderPlain(value: null | boolean | number | bigint | WholeFloat): string {
  if (value instanceof WholeFloat) return pythonFloatText(value.value)
  if (typeof value !== 'number') return String(value)
  if (!Number.isFinite(value)) return String(value)
  if (Number.isSafeInteger(value)) return String(value)
  return Number.isInteger(value) ? BigInt(value).toString() : pythonFloatText(value)
}

const needsEscape = /[^ !#-[\]-~]/

/** JSON.stringify escapes as Python does, except that it leaves all from DEL upwards as it is. */
function renderString(text: string): string {
  if (!needsEscape.test(text)) return `"${text}"`
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
