import type { Value, ValueMap } from '../values.ts'
import { Cursor } from './cursor.ts'
import { plainValue, resolvePlain } from './resolve.ts'
import { scanQuoted } from './scan-quoted.ts'
import { spellingOf } from './spelling.ts'
import { withoutComments } from './without-comments.ts'

export interface FastDocument {
  readonly value: Value
  /** Whether all numbers, truth values and nulls are spelled as they are when written anew. */
  readonly isNormalised: boolean
  /** Where the entries of the document's mapping, and those of the mappings directly in it, stand in the text. */
  readonly spans: ReadonlyMap<ValueMap, ReadonlyMap<string, EntrySpan>>
}

/** The lines of an entry, from the start of its first to the start of the line behind its last. */
export interface EntrySpan {
  readonly start: number
  readonly end: number
  /** Whether they surely are as they would be written anew: no quotes, no folds, indented by the rules. */
  readonly isTidy: boolean
}

/**
 * Reads the block style in which DVC writes its own files: nested mappings and lists, plain and quoted scalars, `[]` and
 * `{}`. Gives undefined for everything else (comments, blank lines, flow style, anchors, tags, block scalars, several
 * documents) and for whatever might be wrong, which is then for the full reader to judge.
 */
export function readFast(text: string): FastDocument | undefined {
  if (unusual.test(text) || text === '') return undefined
  return readAll(new FastReader(text))
}

/**
 * As `readFast`, for the value alone, so that what people write by hand is read fast as well: comments, blank lines and lists
 * like `[a, b]` are no obstacle.
 */
export function readFastValue(text: string): Value | undefined {
  if (unusual.test(text)) return undefined
  const hasMore = text.includes('#') || hasEmptyLine(text)
  const bare = hasMore ? withoutComments(text) : text
  if (!bare) return undefined
  return readAll(new FastReader(bare, { takesLists: true, isStripped: hasMore }))?.value
}

const emptyLine = /^ *\n/m

/** A regular expression looks at each line; most texts can be told without. */
function hasEmptyLine(text: string): boolean {
  return text.startsWith('\n') || text.includes('\n\n') || (text.includes(' \n') && emptyLine.test(text))
}

function readAll(reader: FastReader): FastDocument | undefined {
  const value = reader.block(0)
  if (value === undefined || !reader.atEnd) return undefined
  return { value, isNormalised: reader.isNormalised, spans: reader.spans }
}

/** Tabs, carriage returns, other separators and what YAML does not allow at all. */
const unusual = /[^\n\x20-\x7e\xa0-\ufffd]|[\u2028\u2029\ufeff]/
const newline = 0x0a
const space = 0x20
const dash = 0x2d
/** Longer lines may have to be folded. */
const widest = 80
/** How deep the places of entries are remembered: the stages of a lock file. */
const tracedDepth = 2
const singleQuote = 0x27
const doubleQuote = 0x22
/** Keys that need no closer look; the words `true`, `null`, … begin with other letters. */
const commonKey = /^[a-eg-mo-su-z][\w.@/-]*$/

const wordStart = /^[\w/$.]/

class FastReader {
  isNormalised = true
  readonly spans = new Map<ValueMap, Map<string, EntrySpan>>()
  private isTidy = true
  private depth = 0
  private knownEnd = -1
  private readonly text: string
  private readonly cursor: Cursor
  /** The same text object for the same key saves memory. */
  private readonly knownKeys = new Map<string, string>()
  private readonly hasHash: boolean
  /** Always the start of a line, or the text behind a dash, when a block begins. */
  private at = 0

  private readonly takesLists: boolean
  /** Lines were cut out, so scalars must end with their line. */
  private readonly isStripped: boolean

  constructor(text: string, { takesLists = false, isStripped = false } = {}) {
    this.text = text
    this.takesLists = takesLists
    this.isStripped = isStripped
    this.hasHash = text.includes(' #')
    this.cursor = new Cursor(text)
  }

  get atEnd(): boolean {
    return this.at >= this.text.length
  }

  /** The collection whose lines begin in column `indent`; `at` is the start of the first line. */
  block(indent: number): Value | undefined {
    if (this.indentHere() !== indent) return undefined
    this.at += indent
    return this.blockHere(indent)
  }

  private blockHere(indent: number): Value | undefined {
    return this.isDash(this.at) ? this.sequence(indent) : this.mapping(indent)
  }

  private isDash(at: number): boolean {
    if (this.text.charCodeAt(at) !== dash) return false
    const next = this.text.charCodeAt(at + 1)
    return next === space || next === newline
  }

  private indentHere(): number {
    let end = this.at
    while (this.text.charCodeAt(end) === space) end++
    return end - this.at
  }

  /** Moves to the first character of the next line of the same block, if there is one. */
  private continues(indent: number): boolean {
    if (this.atEnd || this.indentHere() !== indent) return false
    this.at += indent
    return true
  }

  private sequence(indent: number): Value[] | undefined {
    const list: Value[] = []
    do {
      if (!this.isDash(this.at)) return this.leaveLine(indent, list)
      this.at += 1
      const item = this.item(indent)
      if (item === undefined) return undefined
      list.push(item)
    } while (this.continues(indent))
    return list
  }

  /** A list in the column of its key ends where the next key begins. */
  private leaveLine(indent: number, list: Value[]): Value[] {
    this.at -= indent
    return list
  }

  private item(indent: number): Value | undefined {
    if (this.text.charCodeAt(this.at) === newline) return this.emptyItem(indent)
    this.at += 1
    const code = this.text.charCodeAt(this.at)
    if (code === newline) return this.emptyItem(indent)
    if (code === space) return undefined
    if (this.isDash(this.at)) return this.sequence(indent + 2)
    return this.findColon() < 0 ? this.scalar(indent) : this.mapping(indent + 2)
  }

  private emptyItem(indent: number): Value | undefined {
    this.at += 1
    this.isTidy = false
    return this.indentHere() > indent ? undefined : null
  }

  private mapping(indent: number): ValueMap | undefined {
    const map: ValueMap = new Map()
    const spans = this.depth < tracedDepth ? new Map<string, EntrySpan>() : undefined
    if (spans) this.spans.set(map, spans)
    this.depth++
    do {
      const isRead = spans ? this.tracedEntry(indent, map, spans) : this.entry(indent, map) !== undefined
      if (!isRead) return undefined
    } while (this.continues(indent))
    this.depth--
    return map
  }

  /** Reads an entry into `map` and gives its key, or undefined if there is anything odd. */
  private entry(indent: number, map: ValueMap): string | undefined {
    const end = this.findColon()
    if (end < 0 || this.isDash(this.at)) return undefined
    if (end - this.at + indent >= widest) this.isTidy = false
    const key = this.key(end)
    const value = key === undefined ? undefined : this.entryValue(indent)
    if (key === undefined || value === undefined) return undefined
    const { size } = map
    return map.set(key, value).size > size ? key : undefined
  }

  private tracedEntry(indent: number, map: ValueMap, spans: Map<string, EntrySpan>): boolean {
    const start = this.at - indent
    const { isTidy } = this
    this.isTidy = true
    const key = this.entry(indent, map)
    if (key === undefined) return false
    const isInPlace = indent === 2 * (this.depth - 1) && this.at <= this.text.length
    spans.set(key, { start, end: this.at, isTidy: this.isTidy && isInPlace })
    this.isTidy &&= isTidy
    return true
  }

  /** Where the colon behind a key on this line is, or -1. A quoted text is looked at as a whole. */
  private findColon(): number {
    if (this.isQuote(this.text.charCodeAt(this.at))) return this.findColonBehindQuote()
    const end = this.lineEnd()
    let found = this.text.indexOf(':', this.at)
    while (found >= 0 && found < end && !this.endsWord(found + 1)) found = this.text.indexOf(':', found + 1)
    return found < end ? found : -1
  }

  private findColonBehindQuote(): number {
    this.isTidy = false
    const lineEnd = this.lineEnd()
    const found = /^(?:'(?:[^'\n]|'')*'|"[^"\\\n]*"):(?= |$)/.exec(this.text.slice(this.at, lineEnd))
    return found ? this.at + found[0].length - 1 : -1
  }

  private isQuote(code: number): boolean {
    return code === singleQuote || code === doubleQuote
  }

  private endsWord(at: number): boolean {
    const code = this.text.charCodeAt(at)
    return code === space || code === newline || Number.isNaN(code)
  }

  private lineEnd(): number {
    if (this.at <= this.knownEnd) return this.knownEnd
    const end = this.text.indexOf('\n', this.at)
    this.knownEnd = end < 0 ? this.text.length : end
    return this.knownEnd
  }

  /** The key that ends at `end`; `at` moves behind its colon. Keys that are no texts leave it to the full reader. */
  private key(end: number): string | undefined {
    const source = this.text.slice(this.at, end)
    this.at = end + 1
    const known = this.knownKeys.get(source)
    if (known !== undefined) return known
    const key = this.newKey(source)
    if (key !== undefined) this.knownKeys.set(source, key)
    return key
  }

  private newKey(source: string): string | undefined {
    if (commonKey.test(source)) return source
    const first = source.charAt(0)
    if (first === "'") return source.slice(1, -1).replaceAll("''", "'")
    if (first === '"') return source.slice(1, -1)
    const isPlain =
      /^[\w/$+%(^;\u00a0-\uffff.-]/.test(first) && !source.includes(' #') && !/^%|^\.\.\.|^---| $/.test(source)
    return isPlain && resolvePlain(source) === 'str' ? source : undefined
  }

  private entryValue(indent: number): Value | undefined {
    const code = this.text.charCodeAt(this.at)
    if (code === newline || Number.isNaN(code)) return this.valueBelow(indent)
    this.at += 1
    const next = this.text.charCodeAt(this.at)
    if (next === newline) {
      this.isTidy = false
      return this.valueBelow(indent)
    }
    return next === space || this.isDash(this.at) ? undefined : this.scalar(indent)
  }

  private valueBelow(indent: number): Value | undefined {
    this.at += 1
    const depth = this.indentHere()
    if (depth < indent || this.atEnd) return null
    if (depth === indent) return this.isDash(this.at + depth) ? this.block(indent) : null
    this.at += depth
    const isList = this.isDash(this.at)
    const isMapping = !isList && this.findColon() >= 0
    if (!isMapping || depth !== indent + 2) this.isTidy = false
    if (isList) return this.sequence(depth)
    return isMapping ? this.mapping(depth) : this.scalar(indent)
  }

  /** A scalar from here on, inside a collection in column `indent`. */
  private scalar(indent: number): Value | undefined {
    const first = this.text.charAt(this.at)
    if (!wordStart.test(first)) {
      if (first === "'" || first === '"') return this.quoted()
      if (first === '[' || first === '{') return this.emptyCollection() ?? this.listInBrackets()
      if (',]}#&*!|>%@`'.includes(first) || ('-?:'.includes(first) && this.endsWord(this.at + 1))) return undefined
    }
    const source = this.plainText(indent)
    if (source === undefined) return undefined
    const kind = resolvePlain(source)
    if (kind === 'str') return this.plainString(source)
    const value = plainValue(source, kind)
    if (typeof value === 'string') this.isTidy = false
    else if (spellingOf(value) !== source) this.isNormalised = false
    return value
  }

  private plainString(text: string): string {
    if (text.startsWith('---') || text.startsWith('...')) this.isTidy = false
    return text
  }

  private quoted(): string | undefined {
    this.cursor.at = this.at
    this.isTidy = false
    try {
      const value = scanQuoted(this.cursor)
      if (this.isStripped && this.cursor.at > this.lineEnd()) return undefined
      this.at = this.cursor.at
      return this.endLine() ? value : undefined
    } catch {
      return undefined
    }
  }

  private emptyCollection(): Value | undefined {
    const source = this.text.slice(this.at, this.lineEnd())
    if (source !== '[]' && source !== '{}') return undefined
    this.at += 2
    this.endLine()
    return source === '[]' ? [] : new Map()
  }

  private listInBrackets(): Value[] | undefined {
    const source = this.text.slice(this.at, this.lineEnd())
    const items = this.takesLists && /^\[[\w/$., -]*\]$/.test(source) ? source.slice(1, -1).split(',') : []
    const texts = items.map((item) => item.trim())
    if (texts.length === 0 || !texts.every((item) => wordStart.test(item))) return undefined
    this.at += source.length
    this.endLine()
    return texts.map((item) => plainValue(item, resolvePlain(item)))
  }

  private endLine(): boolean {
    if (this.at < this.text.length && this.text.charCodeAt(this.at) !== newline) return false
    this.at += 1
    return true
  }

  /** Plain text up to the line's end, and the lines below it that are indented deeper. */
  private plainText(indent: number): string | undefined {
    let text = this.plainLine()
    while (text !== undefined && !this.atEnd) {
      const depth = this.indentHere()
      const next = this.text.charCodeAt(this.at + depth)
      if (next === newline || Number.isNaN(next)) return undefined
      if (depth <= indent) break
      if (this.isStripped) return undefined
      this.at += depth
      this.isTidy = false
      const more = this.text.charAt(this.at) === '#' ? undefined : this.plainLine()
      text = more === undefined ? undefined : `${text} ${more}`
    }
    return text
  }

  private plainLine(): string | undefined {
    const end = this.lineEnd()
    const line = this.text.slice(this.at, end)
    if (end - this.text.lastIndexOf('\n', this.at) > widest) this.isTidy = false
    this.at = end + 1
    if (this.hasHash && line.includes(' #')) return undefined
    if (line.includes(':') && /:(?: |$)/.test(line)) return undefined
    if (!line.endsWith(' ')) return line
    this.isTidy = false
    return line.trimEnd()
  }
}
