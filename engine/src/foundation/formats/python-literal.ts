import type { PythonToken } from './python-tokens.ts'
import { float, int, type Scalar, type Value, type ValueMap, WholeFloat } from './values.ts'

/**
 * The value of tokens that are a Python literal, as `ast.literal_eval` finds it: numbers, texts, True, False, None, and
 * lists, tuples, sets and dicts of them. Tuples and sets become lists. Undefined for everything else, and for bytes and
 * complex numbers, which no file of ours can hold.
 */
export function pythonLiteral(tokens: readonly PythonToken[]): Value | undefined {
  const reader = new LiteralReader(tokens)
  const value = reader.tuple()
  return reader.isAtEnd() ? value : undefined
}

class LiteralReader {
  readonly #tokens: readonly PythonToken[]
  #at = 0

  constructor(tokens: readonly PythonToken[]) {
    this.#tokens = tokens
  }

  isAtEnd(): boolean {
    return this.#at === this.#tokens.length
  }

  /** A value, or values with commas between them. */
  tuple(): Value | undefined {
    const first = this.#value()
    if (first === undefined || !this.#skips(',')) return first
    const others = this.isAtEnd() || this.#sees(')') ? [] : this.#items()
    return others && [first, ...others]
  }

  #value(): Value | undefined {
    const token = this.#tokens[this.#at]
    if (token?.kind === 'string') return this.#texts()
    this.#at++
    if (token?.kind === 'number') return numberOf(token.text)
    if (token?.kind === 'name') return words.get(token.text)
    switch (token?.text) {
      case '-':
      case '+':
        return this.#signed(token.text)
      case '[':
        return this.#closed(this.#sees(']') ? [] : this.#items(), ']')
      case '(':
        return this.#closed(this.#sees(')') ? [] : this.tuple(), ')')
      case '{':
        return this.#closed(this.#braces(), '}')
      default:
        return undefined
    }
  }

  /** Values up to a closing bracket or the end; a comma may stand behind the last. */
  #items(): Value[] | undefined {
    const items: Value[] = []
    do {
      if (this.isAtEnd() || this.#sees(']') || this.#sees(')') || this.#sees('}')) return items
      const item = this.#value()
      if (item === undefined) return undefined
      items.push(item)
    } while (this.#skips(','))
    return items
  }

  #braces(): Value | undefined {
    if (this.#sees('}')) return new Map()
    const start = this.#at
    const isSet = this.#value() !== undefined && !this.#sees(':')
    this.#at = start
    return isSet ? unique(this.#items()) : this.#entries()
  }

  #entries(): ValueMap | undefined {
    const map: ValueMap = new Map()
    do {
      if (this.#sees('}')) return map
      const key = this.#value()
      const value = this.#skips(':') ? this.#value() : undefined
      if (key === undefined || value === undefined || Array.isArray(key) || key instanceof Map) return undefined
      map.set(key satisfies Scalar, value)
    } while (this.#skips(','))
    return map
  }

  #signed(sign: string): Value | undefined {
    const token = this.#tokens[this.#at++]
    const value = token?.kind === 'number' ? numberOf(token.text) : undefined
    if (value === undefined || sign === '+') return value
    if (value instanceof WholeFloat) return new WholeFloat(-value.value)
    return value === 0 ? 0 : -value
  }

  /** Texts that stand side by side are one. */
  #texts(): string | undefined {
    let text = ''
    for (let token = this.#tokens[this.#at]; token?.kind === 'string'; token = this.#tokens[++this.#at]) {
      const part = textOf(token.text)
      if (part === undefined) return undefined
      text += part
    }
    return text
  }

  #closed(value: Value | undefined, bracket: string): Value | undefined {
    return this.#skips(bracket) ? value : undefined
  }

  #sees(operator: string): boolean {
    const token = this.#tokens[this.#at]
    return token?.kind === 'operator' && token.text === operator
  }

  #skips(operator: string): boolean {
    if (!this.#sees(operator)) return false
    this.#at++
    return true
  }
}

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['True', true],
  ['False', false],
  ['None', null],
])

function unique(items: Value[] | undefined): Value[] | undefined {
  return items && [...new Set(items)]
}

/** Undefined for complex numbers and what only looks like a number. */
function numberOf(text: string): number | bigint | WholeFloat | undefined {
  const digits = text.replaceAll('_', '')
  if (/^(0x[\da-f]+|0o[0-7]+|0b[01]+|\d+)$/i.test(digits)) return int(BigInt(digits))
  return /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits) ? float(Number(digits)) : undefined
}

/** The text of a string token; undefined for bytes, for formatted strings and for characters given by name. */
function textOf(token: string): string | undefined {
  const [, prefix = '', quoted = ''] = /^([A-Za-z]*)([^]*)$/.exec(token) ?? []
  if (!/^[ru]?$/i.test(prefix)) return undefined
  const width = /^("""|''')/.test(quoted) ? 3 : 1
  const inner = quoted.slice(width, -width)
  if (prefix.toLowerCase() === 'r') return inner
  return /(?<!\\)(\\\\)*\\N\{/.test(inner) ? undefined : inner.replace(escapes, unescape)
}

const escapes = /\\(\n|[\\'"abfnrtv]|[0-7]{1,3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/g
const shortEscapes: Readonly<Record<string, string>> = {
  '\n': '',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

function unescape(_: string, code: string): string {
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8))
  if (/^[xuU]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16))
  return shortEscapes[code] ?? code
}
