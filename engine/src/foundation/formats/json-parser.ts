import { formatFailure, positionAt } from './format-failure.ts'
import { float, type Value, type ValueMap } from './values.ts'

/** JSON text to a value. A class because the reading has a place in the text. */
export class JsonParser {
  readonly #text: string
  readonly #name: string
  #at = 0

  constructor(text: string, name: string) {
    this.#text = text
    this.#name = name
  }

  /** The one value of the document. */
  document(): Value {
    const value = this.#value()
    this.#skipBlanks()
    if (this.#at < this.#text.length) this.#fail('there is more after the end of the value')
    return value
  }

  #value(): Value {
    this.#skipBlanks()
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object()
      case '[':
        return this.#array()
      case '"':
        return this.#string()
      default:
        return this.#number() ?? this.#word()
    }
  }

  #object(): ValueMap {
    const map: ValueMap = new Map()
    this.#at++
    if (this.#skips('}')) return map
    do {
      this.#skipBlanks()
      if (this.#text[this.#at] !== '"') this.#fail('a key in double quotes is expected')
      const key = this.#string()
      if (!this.#skips(':')) this.#fail('":" is expected')
      map.set(key, this.#value())
    } while (this.#skips(','))
    if (!this.#skips('}')) this.#fail('"," or "}" is expected')
    return map
  }

  #array(): Value[] {
    const items: Value[] = []
    this.#at++
    if (this.#skips(']')) return items
    do items.push(this.#value())
    while (this.#skips(','))
    if (!this.#skips(']')) this.#fail('"," or "]" is expected')
    return items
  }

  #string(): string {
    const start = this.#at
    let end = this.#text.indexOf('"', start + 1)
    while (end !== -1 && this.#isEscaped(end)) end = this.#text.indexOf('"', end + 1)
    if (end === -1) this.#fail('the text in quotes does not end')
    this.#at = end + 1
    return this.#unescape(start, end)
  }

  #isEscaped(quote: number): boolean {
    let backslashes = 0
    while (this.#text[quote - 1 - backslashes] === '\\') backslashes++
    return backslashes % 2 === 1
  }

  #unescape(start: number, end: number): string {
    const plain = this.#text.slice(start + 1, end)
    if (!needsReading.test(plain)) return plain
    try {
      return JSON.parse(this.#text.slice(start, end + 1)) as string
    } catch {
      this.#at = start
      return this.#fail('the text in quotes has a bad escape or a control character')
    }
  }

  #number(): Value | undefined {
    numberPattern.lastIndex = this.#at
    if (!numberPattern.test(this.#text)) return undefined
    const text = this.#text.slice(this.#at, numberPattern.lastIndex)
    this.#at = numberPattern.lastIndex
    return /[.eE]/.test(text) ? float(Number(text)) : integer(text)
  }

  #word(): Value {
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue
      this.#at += word.length
      return value
    }
    return this.#fail('a value is expected')
  }

  #skips(character: string): boolean {
    this.#skipBlanks()
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  #skipBlanks(): void {
    while (isBlank(this.#text.charCodeAt(this.#at))) this.#at++
  }

  #fail(reason: string): never {
    throw formatFailure('JSON', this.#name, this.#text, positionAt(this.#text, this.#at), reason)
  }
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
/** An escape, or a control character that may not stand there. */
const needsReading = /[\\\u0000-\u001f]/
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

const words: readonly (readonly [string, Value])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]

/** A Python int has no sign of zero and no limit. */
function integer(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value + 0 : BigInt(text)
}
