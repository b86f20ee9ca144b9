import { type Scalar, Timestamp, type Value, type ValueMap, WholeFloat } from './values.ts'
import { escapeCharacter, plainScalarText, textStyle } from './yaml-scalar.ts'

const bestWidth = 80
const longestSimpleKey = 128

/** The value as a YAML document in the bytes of ruamel.yaml 0.19's round-trip dumper: block style, 80 columns, `\n`. */
export function renderYaml(value: Value): string {
  if (value instanceof Map && value.size > 0) return renderMap(value, 0, anchorsOf(value))
  if (Array.isArray(value) && value.length > 0) return renderList(value, 0, anchorsOf(value))
  return `${inlineValue(value, 0, 0)}\n`
}

/** Entries of a mapping whose keys start in column `indent`, each with its line end. */
export function renderMap(map: ValueMap, indent: number, anchors: Anchors = new Map()): string {
  return [...map].map(([key, value]) => ' '.repeat(indent) + renderEntry(key, value, indent, anchors)).join('')
}

/** Items of a list whose dashes stand in column `indent`, each with its line end. */
export function renderList(list: readonly Value[], indent: number, anchors: Anchors = new Map()): string {
  return list.map((item) => `${' '.repeat(indent)}- ${renderItem(item, indent, anchors)}`).join('')
}

/** `key: value` with its line end; further lines are indented as in a mapping that stands in column `indent`. */
export function renderEntry(key: Scalar, value: Value, indent: number, anchors: Anchors = new Map()): string {
  const name = typeof key === 'string' ? keyText(key) : plainScalarText(key, true)
  if (name.length > longestSimpleKey || name.includes('\n'))
    return `? ${name}\n${' '.repeat(indent)}:${valuePart(value, indent, indent + 1, anchors)}`
  return `${name}:${valuePart(value, indent, indent + pointsIn(name) + 1, anchors)}`
}

/** What follows the dash and its blank, with the line end. */
export function renderItem(item: Value, indent: number, anchors: Anchors = new Map()): string {
  const mark = markOf(item, anchors)
  if (mark?.startsWith('*')) return `${mark}\n`
  const inner = indent + 2
  const before = mark === undefined ? '' : `${mark}\n${' '.repeat(inner)}`
  if (item instanceof Map && item.size > 0) return before + renderMap(item, inner, anchors).slice(inner)
  if (Array.isArray(item) && item.length > 0) return before + renderList(item, inner, anchors).slice(inner)
  return `${inlineValue(item, inner, inner)}\n`
}

/** From behind the colon to the end of the line or of the nested block. */
function valuePart(value: Value, indent: number, column: number, anchors: Anchors): string {
  const mark = markOf(value, anchors)
  if (mark?.startsWith('*')) return ` ${mark}\n`
  const anchor = mark === undefined ? '' : ` ${mark}`
  if (value instanceof Map && value.size > 0) return `${anchor}\n${renderMap(value, indent + 2, anchors)}`
  if (Array.isArray(value) && value.length > 0) return `${anchor}\n${renderList(value, indent, anchors)}`
  const text = inlineValue(value, indent + 2, column + 1)
  return text === '' ? '\n' : ` ${text}\n`
}

/** A scalar or an empty collection; `indent` is where folded lines start, `column` where the text does. */
export function inlineValue(value: Value, indent: number, column: number): string {
  if (value instanceof Map) return '{}'
  if (Array.isArray(value)) return '[]'
  return typeof value === 'string' ? foldedText(value, indent, column) : plainScalarText(value)
}

/** Number of code points, which is what Python counts columns in. */
function pointsIn(text: string): number {
  return [...text].length
}

function keyText(key: string): string {
  return quoted(key, textStyle(key))
}

function quoted(text: string, style: ReturnType<typeof textStyle>): string {
  if (style === 'plain') return text
  return style === 'single' ? `'${text.replaceAll("'", "''")}'` : `"${[...text].map(escapeCharacter).join('')}"`
}

/** A text in the style it needs, folded where ruamel.yaml folds it. */
function foldedText(text: string, indent: number, column: number): string {
  const style = textStyle(text)
  if (style === 'plain') return foldPlain(text, indent, column)
  return style === 'single' ? foldSingle(text, indent, column) : foldDouble(text, indent, column)
}

/** A word that would pass the edge goes to the next line; the blank before it has been written already and stays. */
function foldPlain(text: string, indent: number, start: number): string {
  let written = ''
  let column = start
  for (const part of text.split(/( +)/)) {
    if (part === '') continue
    if (part.startsWith(' ')) {
      if (part.length === 1 && column >= bestWidth) {
        written += `\n${' '.repeat(indent)}`
        column = indent
        continue
      }
    } else if (column + pointsIn(part) > bestWidth && column > indent) {
      written += `\n${' '.repeat(indent)}`
      column = indent
    }
    written += part
    column += pointsIn(part)
  }
  return written
}

/** A single blank behind the edge becomes a line break. */
function foldSingle(text: string, indent: number, start: number): string {
  const parts = text.split(/( +)/)
  let written = "'"
  let column = start + 1
  parts.forEach((part, index) => {
    const isInside = index > 0 && index < parts.length - 1
    if (part === ' ' && column > bestWidth && isInside && parts[index - 1] !== '') {
      written += `\n${' '.repeat(indent)}`
      column = indent
      return
    }
    const escaped = part.replaceAll("'", "''")
    written += escaped
    column += pointsIn(escaped)
  })
  return `${written}'`
}

/**
 * Goes over the characters as ruamel.yaml does: text is held back until an escape or an end forces it out, and once what is
 * written and held back passes the edge, the line is broken at the next blank or behind the next escape. A backslash
 * keeps what folding would otherwise lose.
 */
function foldDouble(text: string, indent: number, start: number): string {
  const characters = [...text]
  const line = { written: '"', column: start + 1, from: 0 }
  const put = (data: string) => {
    line.written += data
    line.column += pointsIn(data)
  }
  for (let end = 0; end <= characters.length; end++) {
    const character = characters[end]
    const escaped = character === undefined ? '' : escapeCharacter(character)
    if (character === undefined || escaped !== character) {
      if (line.from < end) put(characters.slice(line.from, end).join(''))
      line.from = Math.max(line.from, end)
      if (character !== undefined) {
        put(escaped)
        line.from = end + 1
      }
    }
    if (mayBreak(characters, end, line)) breakLine(characters, end, indent, line, put)
  }
  return `${line.written}"`
}

interface HeldLine {
  written: string
  column: number
  /** Index of the first character that is held back. */
  from: number
}

function mayBreak(characters: readonly string[], end: number, { column, from }: HeldLine): boolean {
  const isInside = end > 0 && end < characters.length - 1
  return isInside && (characters[end] === ' ' || from >= end) && column + (end - from) > bestWidth
}

function breakLine(
  characters: readonly string[],
  end: number,
  indent: number,
  line: HeldLine,
  put: (data: string) => void,
): void {
  const needsBackslash = losesBlank(characters, end, line.from)
  put(characters.slice(line.from, end).join('') + (needsBackslash ? '\\' : ''))
  if (line.from < end) line.from = end
  line.written += `\n${' '.repeat(indent)}`
  line.column = indent
  if (characters[line.from] !== ' ') return
  if (needsBackslash) put('\\')
  else line.from++
}

/** Whether the blank at `end` would not come back when the folded text is read, or ruamel.yaml takes it for so. */
function losesBlank(characters: readonly string[], end: number, from: number): boolean {
  let blank = characters.indexOf(' ', end)
  if (blank < 0) return true
  const lineEnd = characters.slice(end, blank).indexOf('\n')
  if (lineEnd >= 0) blank = end + lineEnd
  const next = characters[blank + 1]
  if (next === undefined || (characters[blank] === '\n' && next !== ' ')) return true
  const hasQuote = characters.slice(end, blank).some((character) => character === '"' || character === "'")
  const isDouble = characters[end - 1] === ' ' && characters[end] === ' '
  return hasQuote || next === ' ' || next === '\n' || isDouble || from === end
}

/** Lists and mappings that occur more than once: the name of each, and whether it has been written. */
export type Anchors = Map<object, { readonly name: string; isWritten: boolean }>

function anchorsOf(value: Value): Anchors {
  const seen = new Set<object>()
  const anchors: Anchors = new Map()
  const visit = (inner: Value) => {
    if (!(inner instanceof Map || Array.isArray(inner)) || (Array.isArray(inner) ? inner.length : inner.size) === 0)
      return
    if (seen.has(inner)) {
      if (!anchors.has(inner)) anchors.set(inner, { name: '', isWritten: false })
      return
    }
    seen.add(inner)
    for (const child of inner.values()) visit(child)
  }
  visit(value)
  let count = 0
  for (const object of seen) {
    if (anchors.has(object)) anchors.set(object, { name: `id${String(++count).padStart(3, '0')}`, isWritten: false })
  }
  return anchors
}

function markOf(value: Value, anchors: Anchors): string | undefined {
  if (value === null || typeof value !== 'object' || value instanceof WholeFloat || value instanceof Timestamp)
    return undefined
  const anchor = anchors.get(value)
  if (!anchor) return undefined
  if (anchor.isWritten) return `*${anchor.name}`
  anchor.isWritten = true
  return `&${anchor.name}`
}
