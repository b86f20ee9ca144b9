import { TemplateMistake } from './template-mistake.ts'

/** A `${…}` in a text; `\${…}` is none. */
export interface Expression {
  /** What stands between the braces. */
  readonly inner: string
  readonly start: number
  readonly end: number
}

/** All expressions of a text, from left to right. */
export function expressionsIn(text: string): readonly Expression[] {
  if (!text.includes('${')) return []
  return [...text.matchAll(/(?<!\\)\$\{([^\n]*?)\}/g)].map((match) => ({
    inner: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/**
 * The dotted key that an expression asks for: `a[0].b` is `a.0.b`. A word is anything without `.`, `[` and `]`.
 * Throws a mistake that points at the character where it ends to be one.
 */
export function parseExpression(inner: string): string {
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
    `${text}\n${' '.repeat(index)}^\nParseException: Expected ${expected}, found ${shown}  (at char ${index}), (line:1, col:${index + 1})`,
  )
}
