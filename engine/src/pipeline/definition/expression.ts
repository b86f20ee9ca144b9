import { withCaret } from '../../foundation/base/index.ts'
import { TemplateMistake } from './template-mistake.ts'

/** A `${…}` in a text; `\${…}` is none. */
export interface Expression {
  /** What stands between the braces. */
  readonly inner: string
  readonly start: number
  readonly end: number
}

/** All expressions of a text, from left to right. Each ends at the first brace behind it, on the same line. */
export function expressionsIn(text: string): readonly Expression[] {
  const found: Expression[] = []
  let start = text.indexOf('${')
  while (start >= 0) {
    const close = text.indexOf('}', start)
    const inner = text.slice(start + 2, close)
    const isExpression = close > 0 && text[start - 1] !== '\\' && !inner.includes('\n')
    if (isExpression) found.push({ inner, start, end: close + 1 })
    start = text.indexOf('${', isExpression ? close + 1 : start + 1)
  }
  return found
}

/**
 * The dotted key that an expression asks for: `a[0].b` is `a.0.b`. A word is anything without `.`, `[` and `]`.
 * Throws a mistake that points at the character where it ends to be one.
 */
export function parseExpression(inner: string): string {
  if (/^[\w-]+(?:\.[\w-]+)*$/.test(inner)) return inner
  const [valid = ''] = /^[^.[\]]+(?:\s*(?:\.[^.[\]]+|\[[^.[\]]+\]))*\s*/.exec(inner) ?? []
  if (valid === '') throw syntaxMistake(inner, 0, '!W:(.[])')
  if (valid.length < inner.length) throw syntaxMistake(inner, valid.length, 'end of text')
  return inner.replace(/\]\s*/g, '').replaceAll('[', '.')
}

/** The key of an expression that was not checked before, with its brackets turned to dots. */
export function dottedKey(inner: string): string {
  return inner.replaceAll('[', '.').replaceAll(']', '')
}

function syntaxMistake(inner: string, at: number, expected: string): TemplateMistake {
  const text = `\${${inner}}`
  const index = at + 2
  const found = /^(?:[\p{L}\p{N}]{1,16}|.)/u.exec(text.slice(index))?.[0] ?? ''
  const shown = found.includes("'") ? `"${found}"` : `'${found}'`
  return new TemplateMistake(
    'syntax',
    `${withCaret(text, index)}\nParseException: Expected ${expected}, found ${shown}  (at char ${index}), (line:1, col:${index + 1})`,
  )
}
