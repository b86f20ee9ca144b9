import { filterFailure } from './filter-failure.ts'

export type FilterTokenKind = 'end' | 'number' | 'operator' | 'path' | 'pattern' | 'text' | 'word'

export interface FilterToken {
  readonly kind: FilterTokenKind
  /** As it is written. */
  readonly text: string
  /** Offset of the first character. */
  readonly start: number
}

/** A text in quotes, as a pattern. */
export const quoted = String.raw`"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'`
const part = String.raw`(?:[\p{L}\p{N}_@:/-]+|${quoted})`
const rules: readonly (readonly [FilterTokenKind, RegExp])[] = [
  ['number', /[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_.])/uy],
  ['path', new RegExp(String.raw`[\p{L}_][\p{L}\p{N}_-]*(?:\.${part})+`, 'uy')],
  ['word', /[\p{L}_][\p{L}\p{N}_-]*/uy],
  ['text', new RegExp(quoted, 'uy')],
  ['operator', /==|!=|>=|<=|&&|\|\||<>|=~|[<>=~()[\],!]/y],
]
const pattern = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/[a-z]*/y

/** Cuts a filter into tokens; `end` comes last. A pattern stands only behind `~`. */
export function scanFilter(text: string): FilterToken[] {
  const tokens: FilterToken[] = []
  let at = skipBlanks(text, 0)
  while (at < text.length) {
    const token = tokenAt(text, at, tokens.at(-1))
    if (!token) throw filterFailure(text, at, `"${text.charAt(at)}" is not expected`, suggestionAt(text, at))
    tokens.push(token)
    at = skipBlanks(text, at + token.text.length)
  }
  return [...tokens, { kind: 'end', text: '', start: text.length }]
}

function tokenAt(text: string, start: number, last: FilterToken | undefined): FilterToken | undefined {
  if (last?.kind === 'operator' && (last.text === '~' || last.text === '=~')) {
    const found = match(pattern, text, start)
    if (found !== undefined) return { kind: 'pattern', text: found, start }
  }
  for (const [kind, rule] of rules) {
    const found = match(rule, text, start)
    if (found !== undefined) return { kind, text: found, start }
  }
  return undefined
}

function match(rule: RegExp, text: string, start: number): string | undefined {
  rule.lastIndex = start
  return rule.exec(text)?.[0]
}

function skipBlanks(text: string, start: number): number {
  return start + (match(/\s*/y, text, start) ?? '').length
}

function suggestionAt(text: string, at: number): string {
  const character = text.charAt(at)
  if (character === '"' || character === "'") return `Close the text with ${character}.`
  if (character === '/') return 'A pattern stands behind "~": params.model ~ /res.*/'
  return 'Put names and texts with special characters in quotes.'
}
