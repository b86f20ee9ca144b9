import type { Value, ValueMap } from '../values.ts'
import { Timestamp, WholeFloat } from '../values.ts'
import { spellingOf } from './spelling.ts'
import { needsQuotes11 } from './yaml-1-1.ts'

const width = 80
/** PyYAML counts the tag, too. */
const simpleKeyLength = 128 - '!!str'.length

/**
 * A value as a YAML 1.1 document, in the bytes that Hydra's writer, PyYAML, gives: block style, list dashes in their key's
 * column, `null` spelled out, texts in quotes that YAML 1.1 would take for something else, folded at 80 columns.
 */
export function renderYaml11(value: Value): string {
  const writer = new Writer()
  writer.root(value)
  return writer.text
}

class Writer {
  text = ''
  #column = 0

  root(value: Value): void {
    if (isFilled(value)) this.#collection(value, 0, true)
    else this.#key(value, 2)
    if (!this.text.endsWith('\n')) this.#break('')
  }

  /** `isFresh`: nothing but a dash, if anything, stands before it in its line. */
  #collection(value: Value[] | ValueMap, indent: number, isFresh: boolean): void {
    let isFirst = isFresh
    for (const entry of Array.isArray(value) ? value : value.entries()) {
      if (!isFirst) this.#break(' '.repeat(indent))
      isFirst = false
      if (Array.isArray(value)) this.#item(entry as Value, indent)
      else this.#entry(entry as [Value, Value], indent)
    }
  }

  #item(value: Value, indent: number): void {
    this.#put('-')
    if (isFilled(value)) {
      this.#put(' ')
      this.#collection(value, indent + 2, true)
    } else this.#scalar(value, indent + 2, false)
  }

  #entry([key, value]: [Value, Value], indent: number): void {
    const name = spelled(key)
    const isSimple = name !== '' && name.length < simpleKeyLength && !breaks.test(name)
    if (!isSimple) this.#put('?')
    if (isSimple) this.#key(key, indent)
    else this.#scalar(key, indent + 2, false)
    if (!isSimple) this.#break(' '.repeat(indent))
    this.#put(':')
    if (isFilled(value)) this.#collection(value, Array.isArray(value) ? indent : indent + 2, false)
    else this.#scalar(value, indent + 2, false)
  }

  #key(key: Value, indent: number): void {
    const start = this.text.length
    this.#scalar(key, indent, true)
    this.text = this.text.slice(0, start) + this.text.slice(start + 1)
    this.#column--
  }

  /** A blank and the scalar. */
  #scalar(value: Value, indent: number, isKey: boolean): void {
    const text = spelled(value)
    const style = typeof value === 'string' ? styleOf(text, isKey) : ''
    this.#put(' ')
    if (style === '"') this.#doubleQuoted(text, indent, !isKey)
    else if (style === "'") this.#singleQuoted(text, indent, !isKey)
    else this.#plain(text, indent, !isKey)
  }

  #plain(text: string, indent: number, canFold: boolean): void {
    for (const [piece] of text.matchAll(/ +|[^ ]+/g)) {
      if (piece === ' ' && this.#column > width && canFold) this.#break(' '.repeat(indent))
      else this.#put(piece)
    }
  }

  #singleQuoted(text: string, indent: number, canFold: boolean): void {
    this.#put("'")
    for (const match of text.matchAll(/ +|[\n\x85\u2028\u2029]+|'|[^ \n\x85\u2028\u2029']+/g)) {
      const [piece] = match
      const isInside = match.index > 0 && match.index + piece.length < text.length
      if (breaks.test(piece)) this.#breaks(piece, indent)
      else if (piece === ' ' && this.#column > width && canFold && isInside) this.#break(' '.repeat(indent))
      else this.#put(piece === "'" ? "''" : piece)
    }
    this.#put("'")
  }

  #breaks(piece: string, indent: number): void {
    if (piece.startsWith('\n')) this.#break('')
    for (const character of piece) {
      if (character === '\n') this.#break('')
      else this.text += character
    }
    this.#column = 0
    this.#put(' '.repeat(indent))
  }

  #doubleQuoted(text: string, indent: number, canFold: boolean): void {
    const points = [...text]
    this.#put('"')
    let run = ''
    for (let at = 0; at <= points.length; at++) {
      const point = points[at]
      const isEscaped = point !== undefined && escaped.test(point)
      if (point === undefined || isEscaped) {
        this.#put(run)
        run = ''
        if (point !== undefined) this.#put(escapeOf(point))
      }
      const isPlace = at > 0 && at < points.length - 1 && (point === ' ' || run === '')
      if (isPlace && canFold && this.#column + (isEscaped ? -1 : [...run].length) > width) {
        this.#put(`${run}\\`)
        run = ''
        this.#break(' '.repeat(indent))
        if ((isEscaped ? points[at + 1] : point) === ' ') this.#put('\\')
      }
      if (point !== undefined && !isEscaped) run += point
    }
    this.#put('"')
  }

  #put(piece: string): void {
    this.text += piece
    this.#column += /[\ud800-\udbff]/.test(piece) ? [...piece].length : piece.length
  }

  #break(start: string): void {
    this.text += `\n${start}`
    this.#column = start.length
  }
}

const breaks = /[\n\x85\u2028\u2029]/
const special = /[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\ufeff/u
const escaped = /[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]|["\\\x85\u2028\u2029\ufeff]/u
const badForPlain =
  /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[-?:](?:[\0 \t\r\n\x85\u2028\u2029]|$))|.:(?:[\0 \t\r\n\x85\u2028\u2029]|$)|[\0 \t\r\n\x85\u2028\u2029]#/s

function isFilled(value: Value): value is Value[] | ValueMap {
  return (Array.isArray(value) && value.length > 0) || (value instanceof Map && value.size > 0)
}

function spelled(value: Value): string {
  if (Array.isArray(value)) return '[]'
  if (value instanceof Map) return '{}'
  if (value === null) return 'null'
  const isFloat = value instanceof WholeFloat || (typeof value === 'number' && !Number.isInteger(value))
  const text = value instanceof Timestamp ? value.text : spellingOf(value)
  return isFloat && !text.includes('.') ? text.replace('e', '.0e') : text
}

function styleOf(text: string, isKey: boolean): '' | "'" | '"' {
  if (text === '') return "'"
  const isMultiline = breaks.test(text)
  const canBeSingle = !special.test(text) && !/ [\n\x85\u2028\u2029]|[\n\x85\u2028\u2029] /.test(text)
  const canBePlain = canBeSingle && !isMultiline && !/^ | $/.test(text) && !badForPlain.test(text)
  if (canBePlain && !needsQuotes11(text)) return ''
  return canBeSingle && !(isKey && isMultiline) ? "'" : '"'
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\xa0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
}

function escapeOf(point: string): string {
  const short = shortEscapes[point]
  if (short !== undefined) return `\\${short}`
  const hex = (point.codePointAt(0) as number).toString(16).toUpperCase()
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
