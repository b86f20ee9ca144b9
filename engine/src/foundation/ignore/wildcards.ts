const charactersOf: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
}

/**
 * Git's wildcards (wildmatch.c, with WM_PATHNAME) as a regular expression over a whole relative path: `*`, `?` and `[…]` stay
 * inside one name, `**` between slashes spans any number of them. Undefined for a pattern that can match nothing.
 */
export function wildcardsToRegExp(pattern: string): RegExp | undefined {
  let source = ''
  let at = 0
  while (at < pattern.length) {
    const piece = pieceAt(pattern, at)
    if (piece === undefined) return undefined
    source += piece.source
    at = piece.end
  }
  return new RegExp(`^${source}$`, 'su')
}

interface Piece {
  readonly source: string
  readonly end: number
}

function pieceAt(pattern: string, at: number): Piece | undefined {
  const character = String.fromCodePoint(pattern.codePointAt(at)!)
  if (character === '*') return starsAt(pattern, at)
  if (character === '?') return { source: '[^\\/]', end: at + 1 }
  if (character === '[') return bracketAt(pattern, at)
  if (character !== '\\') return { source: escaped(character), end: at + character.length }
  const meant = pattern.codePointAt(at + 1)
  if (meant === undefined) return undefined
  const literal = String.fromCodePoint(meant)
  return { source: escaped(literal), end: at + 1 + literal.length }
}

function starsAt(pattern: string, at: number): Piece {
  let end = at
  while (pattern[end] === '*') end++
  const spansNames = end - at > 1 && (at === 0 || pattern[at - 1] === '/')
  if (spansNames && end === pattern.length) return { source: '.*', end }
  if (spansNames && pattern[end] === '/') return { source: '(?:.*\\/)?', end: end + 1 }
  return { source: '[^\\/]*', end }
}

function bracketAt(pattern: string, at: number): Piece | undefined {
  let next = at + 1
  const isNegated = pattern[next] === '!' || pattern[next] === '^'
  if (isNegated) next++
  let members = ''
  for (let isFirst = true; isFirst || pattern[next] !== ']'; isFirst = false) {
    const member = memberAt(pattern, next)
    if (member === undefined) return undefined
    members += member.source
    next = member.end
  }
  return { source: isNegated ? `[^\\/${members}]` : `(?!\\/)[${members}]`, end: next + 1 }
}

/** One character, range or named class between brackets. */
function memberAt(pattern: string, at: number): Piece | undefined {
  const named = /^\[:([a-z]*):\]/.exec(pattern.slice(at, at + 12))
  if (named) {
    const characters = charactersOf[named[1]!]
    return characters === undefined ? undefined : { source: characters, end: at + named[0].length }
  }
  const low = characterAt(pattern, at)
  if (low === undefined) return undefined
  if (pattern[low.end] !== '-' || pattern[low.end + 1] === ']') return { source: escaped(low.source), end: low.end }
  const high = characterAt(pattern, low.end + 1)
  if (high === undefined) return undefined
  const isRange = low.source.codePointAt(0)! <= high.source.codePointAt(0)!
  return { source: isRange ? `${escaped(low.source)}-${escaped(high.source)}` : escaped(low.source), end: high.end }
}

function characterAt(pattern: string, at: number): Piece | undefined {
  const start = pattern[at] === '\\' ? at + 1 : at
  const code = pattern.codePointAt(start)
  if (code === undefined) return undefined
  const character = String.fromCodePoint(code)
  return { source: character, end: start + character.length }
}

function escaped(character: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/.test(character) ? `\\x${character.charCodeAt(0).toString(16)}` : character
}
