import { float, type Scalar } from '../../foundation/formats/index.ts'
import { type Element, QuotedText } from './override.ts'
import { pythonInt } from './python-values.ts'
import type { TokenReader } from './token-reader.ts'
import type { OverrideToken } from './tokens.ts'

const keyParts = ['id', 'null', 'int', 'float', 'bool', 'character', 'escape', 'blank'] as const
const parts = [...keyParts, 'interpolation', 'colon'] as const

/** A quoted text, or a run of parts: one alone may be a number, a truth value or null; several are a text. */
export function readPrimitive(tokens: TokenReader): Scalar | QuotedText {
  return tokens.isNext('quoted') ? quotedText(tokens.take().text) : readParts(tokens, parts)
}

export function readDictKey(tokens: TokenReader): Scalar {
  return readParts(tokens, keyParts)
}

function readParts(tokens: TokenReader, kinds: readonly OverrideToken['kind'][]): Scalar {
  const run: OverrideToken[] = []
  while (tokens.isNext(...kinds)) run.push(tokens.take())
  const trimmed = withoutBlanks(run)
  if (trimmed.length === 0) tokens.fail(run.length > 0 ? 'a value of blanks must stand in quotes' : 'expected a value')
  const [only] = trimmed
  return only && trimmed.length === 1 ? scalarOf(only) : trimmed.map(unescaped).join('')
}

function withoutBlanks(run: readonly OverrideToken[]): readonly OverrideToken[] {
  const from = run[0]?.kind === 'blank' ? 1 : 0
  const to = run.length > from && run.at(-1)?.kind === 'blank' ? -1 : undefined
  return run.slice(from, to)
}

function scalarOf(token: OverrideToken): Scalar {
  switch (token.kind) {
    case 'int':
      return pythonInt(token.text) as Scalar
    case 'float':
      return floatOf(token.text)
    case 'bool':
      return token.text.toLowerCase() === 'true'
    case 'null':
      return null
    default:
      return unescaped(token)
  }
}

function floatOf(text: string): Scalar {
  const digits = text.replaceAll('_', '').toLowerCase()
  if (digits.endsWith('nan')) return Number.NaN
  if (digits.endsWith('inf')) return digits.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return float(Number(digits))
}

/** Each character of an escape stands behind a backslash. */
function unescaped({ kind, text }: OverrideToken): string {
  return kind === 'escape' ? text.replaceAll(/\\([^])/g, '$1') : text
}

/** Backslashes mean themselves, except those before a quote of the same kind, the last one included. */
function quotedText(token: string): Element & QuotedText {
  const quote = token[0] as "'" | '"'
  const runs = quote === "'" ? /(\\+)(?='|$)/g : /(\\+)(?="|$)/g
  const inner = token.slice(1, -1)
  const text = inner.replace(runs, (run: string) => '\\'.repeat(Math.floor(run.length / 2)))
  return new QuotedText(text, quote)
}
