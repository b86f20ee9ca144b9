import { formatFailure, positionAt } from './format-failure.ts'
import { type Value, type ValueMap, WholeFloat } from './values.ts'

/** JSON text to a value. A class because the reading has a place in the text. */
export class JsonParser {
  readonly #text: string
  readonly #name: string
  #at = 0
  #usualKeys: readonly string[] = []

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
    switch (this.#text.charCodeAt(this.#at)) {
      case openBrace:
        return this.#object()
      case openBracket:
        return this.#array()
      case quotes:
        return this.#string()
      default:
        return this.#number() ?? this.#word()
    }
  }

  #object(): ValueMap {
    const map: ValueMap = new Map()
    const usual = this.#usualKeys
    this.#at++
    if (this.#skips(closeBrace)) return map
    do {
      this.#skipBlanks()
      if (this.#text.charCodeAt(this.#at) !== quotes) this.#fail('a key in double quotes is expected')
      const key = this.#key(usual[map.size])
      if (!this.#skips(colon)) this.#fail('":" is expected')
      map.set(key, this.#value())
    } while (this.#skips(comma))
    if (!this.#skips(closeBrace)) this.#fail('"," or "}" is expected')
    if (map.size !== usual.length) this.#usualKeys = [...map.keys()] as string[]
    return map
  }

  /** Objects in a list mostly have the keys of the one before, and a text that is known already costs less. */
  #key(usual: string | undefined): string {
    const start = this.#at + 1
    const end = start + (usual?.length ?? 0)
    if (usual === undefined || this.#text.charCodeAt(end) !== quotes || !this.#text.startsWith(usual, start))
      return this.#string()
    if (needsReading.test(usual)) return this.#string()
    this.#at = end + 1
    return usual
  }

  #array(): Value[] {
    const items: Value[] = []
    this.#at++
    if (this.#skips(closeBracket)) return items
    do items.push(this.#value())
    while (this.#skips(comma))
    if (!this.#skips(closeBracket)) this.#fail('"," or "]" is expected')
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
    const first = this.#text.charCodeAt(this.#at)
    if (first !== minus && !isDigit(first)) return undefined
    numberPattern.lastIndex = this.#at
    if (!numberPattern.test(this.#text)) return undefined
    const end = numberPattern.lastIndex
    const text = this.#text.slice(this.#at, end)
    this.#at = end
    const value = Number(text)
    if (!Number.isInteger(value)) return value
    return isInt(text) ? integer(value, text) : new WholeFloat(value)
  }

  #word(): Value {
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue
      this.#at += word.length
      return value
    }
    return this.#fail('a value is expected')
  }

  #skips(code: number): boolean {
    this.#skipBlanks()
    if (this.#text.charCodeAt(this.#at) !== code) return false
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

const [quotes, comma, minus, colon] = [0x22, 0x2c, 0x2d, 0x3a]
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d]
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
/** A quote or an escape, or a control character that may not stand there. */
const needsReading = /["\\\u0000-\u001f]/

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

const words: readonly (readonly [string, Value])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]

/** Whether a number is written as an int. */
function isInt(text: string): boolean {
  return !/[.eE]/.test(text)
}

/** A Python int has no sign of zero and no limit. */
function integer(value: number, text: string): number | bigint {
  return Number.isSafeInteger(value) ? value + 0 : BigInt(text)
}
