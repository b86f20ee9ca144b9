import { type Value, type ValueMap, WholeFloat } from '../values.ts'
import { LineWriter } from './line-writer.ts'
import { spellingOf } from './spelling.ts'
import { escapeOf, writeSingleQuoted } from './write-quoted.ts'
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
  readonly #out = new LineWriter(width)

  get text(): string {
    return this.#out.text
  }

  root(value: Value): void {
    if (isFilled(value)) this.#collection(value, 0, true)
    else this.#scalar(value, 2, true)
    if (!this.text.endsWith('\n')) this.#out.breakLine()
  }

  /** `isFresh`: nothing but a dash, if anything, stands before it in its line. */
  #collection(value: Value[] | ValueMap, indent: number, isFresh: boolean): void {
    let isFirst = isFresh
    for (const entry of Array.isArray(value) ? value : value.entries()) {
      if (!isFirst) this.#break(indent)
      isFirst = false
      if (Array.isArray(value)) this.#item(entry as Value, indent)
      else this.#entry(entry as [Value, Value], indent)
    }
  }

  #item(value: Value, indent: number): void {
    this.#out.put('- ')
    if (isFilled(value)) this.#collection(value, indent + 2, true)
    else this.#scalar(value, indent + 2, false)
  }

  #entry([key, value]: [Value, Value], indent: number): void {
    const name = spelled(key)
    const isSimple = name !== '' && name.length < simpleKeyLength && !breaks.test(name)
    if (!isSimple) this.#out.put('? ')
    this.#scalar(key, isSimple ? indent : indent + 2, isSimple)
    if (!isSimple) this.#break(indent)
    this.#out.put(':')
    if (isFilled(value)) return this.#collection(value, Array.isArray(value) ? indent : indent + 2, false)
    this.#out.put(' ')
    this.#scalar(value, indent + 2, false)
  }

  #scalar(value: Value, indent: number, isKey: boolean): void {
    const text = spelled(value)
    const style = typeof value === 'string' ? styleOf(text, isKey) : ''
    if (style === '"') this.#doubleQuoted(text, indent, !isKey)
    else if (style === "'") this.#singleQuoted(text, indent, !isKey)
    else this.#plain(text, indent, !isKey)
  }

  #plain(text: string, indent: number, canFold: boolean): void {
    for (const [piece] of text.matchAll(/ +|[^ ]+/g)) {
      if (piece === ' ' && this.#out.column > width && canFold) this.#break(indent)
      else this.#out.put(piece)
    }
  }

  #singleQuoted(text: string, indent: number, canFold: boolean): void {
    this.#out.indent = indent
    this.#out.afterSpace = true
    writeSingleQuoted(this.#out, text, canFold)
  }

  #doubleQuoted(text: string, indent: number, canFold: boolean): void {
    const points = [...text]
    this.#out.put('"')
    let run = ''
    for (let at = 0; at <= points.length; at++) {
      const point = points[at]
      const isEscaped = point !== undefined && escaped.test(point)
      if (point === undefined || isEscaped) {
        this.#out.put(run)
        run = ''
        if (point !== undefined) this.#out.put(escapeOf(point))
      }
      const isPlace = at > 0 && at < points.length - 1 && (point === ' ' || run === '')
      if (isPlace && canFold && this.#out.column + (isEscaped ? -1 : [...run].length) > width) {
        this.#out.put(`${run}\\`)
        run = ''
        this.#break(indent)
        if ((isEscaped ? points[at + 1] : point) === ' ') this.#out.put('\\')
      }
      if (point !== undefined && !isEscaped) run += point
    }
    this.#out.put('"')
  }

  #break(indent: number): void {
    this.#out.breakLine()
    this.#out.put(' '.repeat(indent))
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
  const text = spellingOf(value)
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
