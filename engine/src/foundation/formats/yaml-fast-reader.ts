import type { Scalar, Value, ValueMap } from './values.ts'
import { resolvePlain } from './yaml-scalar.ts'

interface Line {
  readonly indent: number
  readonly text: string
}

/** Thrown inside this file only: the text needs the full reader. */
class NotSimple extends Error {}

/**
 * Reads the plain block style that DVC generates: mappings, lists, scalars of one line, `[]` and `{}`. Undefined for
 * anything it does not surely know (comments, anchors, flow, several lines, odd indentation): the full reader decides then.
 */
export function readSimpleYaml(text: string): Value | undefined {
  if (/[\t\r#&*|>%@`\x00-\x08\x85\u2028\u2029]|^(?:---|\.\.\.)|\\$/m.test(text)) return undefined
  const lines = splitLines(text)
  if (lines.length === 0) return new Map()
  try {
    const reader = new SimpleReader(lines)
    const value = reader.block(0)
    return reader.isAtEnd ? value : undefined
  } catch (error) {
    if (error instanceof NotSimple) return undefined
    throw error
  }
}

function splitLines(text: string): Line[] {
  const lines: Line[] = []
  for (const line of text.split('\n')) {
    const trimmed = line.replace(/^ +/, '')
    if (trimmed !== '') lines.push({ indent: line.length - trimmed.length, text: trimmed })
  }
  return lines
}

const keyPattern = /^(?:'((?:[^']|'')*)'|([^'" [\]{},?:-][^:'"]*|-[^ :'"][^:'"]*)) *:(?:[ ]+(.*))?$/

class SimpleReader {
  readonly #lines: readonly Line[]
  #at = 0

  constructor(lines: readonly Line[]) {
    this.#lines = lines
  }

  get isAtEnd(): boolean {
    return this.#at === this.#lines.length
  }

  block(indent: number): Value {
    const line = this.#lines[this.#at]!
    if (line.indent !== indent) throw new NotSimple()
    return isItem(line.text) ? this.#list(indent) : this.#map(indent)
  }

  #list(indent: number): Value[] {
    const items: Value[] = []
    for (
      let line = this.#lines[this.#at];
      line && line.indent === indent && isItem(line.text);
      line = this.#lines[this.#at]
    ) {
      items.push(this.#item(line, indent))
    }
    this.#refuseDeeper(indent)
    return items
  }

  #item(line: Line, indent: number): Value {
    const rest = line.text.slice(2)
    if (rest.startsWith(' ') || line.text === '-') throw new NotSimple()
    if (isItem(rest) || keyPattern.test(rest)) {
      return this.#within(rest, indent + 2)
    }
    this.#at++
    this.#refuseDeeper(indent)
    return scalar(rest)
  }

  /** Reads a mapping or list that begins behind a dash, as if it began on a line of its own. */
  #within(text: string, indent: number): Value {
    if (isItem(text)) throw new NotSimple()
    const map: ValueMap = new Map()
    this.#entry(map, { indent, text }, indent)
    return this.#map(indent, map)
  }

  #map(indent: number, map: ValueMap = new Map()): ValueMap {
    for (
      let line = this.#lines[this.#at];
      line && line.indent === indent && !isItem(line.text);
      line = this.#lines[this.#at]
    )
      this.#entry(map, line, indent)
    this.#refuseDeeper(indent)
    return map
  }

  #entry(map: ValueMap, line: Line, indent: number): void {
    const found = keyPattern.exec(line.text)
    if (!found) throw new NotSimple()
    const key = found[1] === undefined ? resolvePlain(withoutTail(found[2]!)) : found[1].replaceAll("''", "'")
    if (map.has(key) || key === '<<') throw new NotSimple()
    this.#at++
    map.set(
      key,
      found[3] === undefined || withoutTail(found[3]) === '' ? this.#nested(indent) : this.#inline(found[3], indent),
    )
  }

  #inline(text: string, indent: number): Value {
    const next = this.#lines[this.#at]
    if (next && next.indent > indent) throw new NotSimple()
    return scalar(withoutTail(text))
  }

  #nested(indent: number): Value {
    const next = this.#lines[this.#at]
    if (next && next.indent > indent) return this.block(next.indent)
    return next && next.indent === indent && isItem(next.text) ? this.#list(indent) : null
  }

  #refuseDeeper(indent: number): void {
    const next = this.#lines[this.#at]
    if (next && next.indent > indent) throw new NotSimple()
  }
}

/** Blanks at the end are no part of a scalar; other white space is. */
function withoutTail(text: string): string {
  return text.replace(/ +$/, '')
}

function isItem(text: string): boolean {
  return text === '-' || text.startsWith('- ')
}

function scalar(text: string): Scalar | Value[] | ValueMap {
  if (text === '[]') return []
  if (text === '{}') return new Map()
  if (text.startsWith("'")) {
    const inner = /^'((?:[^']|'')*)'$/.exec(text)
    if (!inner) throw new NotSimple()
    return inner[1]!.replaceAll("''", "'")
  }
  if (/^["[\]{},!?]|^[-:](?: |$)|: |:$/.test(text)) throw new NotSimple()
  return resolvePlain(text)
}
