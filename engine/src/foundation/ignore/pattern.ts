import { wildcardsToRegExp } from './wildcards.ts'

/** One line of an ignore file, read as Git reads it (gitignore(5)). */
export interface IgnorePattern {
  /** Line in its file, from 1. */
  readonly line: number
  readonly text: string
  /** The line takes back what others ignore. */
  readonly isNegated: boolean
  readonly isForDirectoriesOnly: boolean
  /** Whether a path relative to the file's directory, and its last name, fit the pattern. */
  readonly fits: (path: string, name: string) => boolean
}

/** The patterns of an ignore file in their order; empty lines and comments have none. */
export function readPatterns(lines: readonly string[]): readonly IgnorePattern[] {
  return lines.flatMap((text, index) => readPattern(text, index + 1) ?? [])
}

function readPattern(text: string, line: number): IgnorePattern | undefined {
  if (text.startsWith('#')) return undefined
  const isNegated = text.startsWith('!')
  const body = withoutTrailingBlanks(isNegated ? text.slice(1) : text)
  const isForDirectoriesOnly = body.endsWith('/')
  const place = isForDirectoriesOnly ? body.slice(0, -1) : body
  if (place === '') return undefined
  const fits = place.includes('/') ? fitsPath(place.startsWith('/') ? place.slice(1) : place) : fitsName(place)
  return { line, text, isNegated, isForDirectoriesOnly, fits }
}

function withoutTrailingBlanks(text: string): string {
  const kept = /^(?:\\.|[^\\])*?(?= *$)/su.exec(text)
  return kept ? kept[0] : text
}

function fitsPath(pattern: string): IgnorePattern['fits'] {
  if (isLiteral(pattern)) return (path) => path === pattern
  const matches = matcherOf(pattern)
  return (path) => matches(path)
}

function fitsName(pattern: string): IgnorePattern['fits'] {
  if (isLiteral(pattern)) return (_, name) => name === pattern
  const ending = pattern.slice(1)
  if (pattern.startsWith('*') && isLiteral(ending)) return (_, name) => name.endsWith(ending)
  const matches = matcherOf(pattern)
  return (_, name) => matches(name)
}

function isLiteral(pattern: string): boolean {
  return !/[*?[\\]/.test(pattern)
}

/** Compiles on first use: most patterns of a project are never asked about in one command. */
function matcherOf(pattern: string): (text: string) => boolean {
  let expression: RegExp | undefined | null = null
  return (text) => {
    if (expression === null) expression = wildcardsToRegExp(pattern)
    return expression?.test(text) ?? false
  }
}
