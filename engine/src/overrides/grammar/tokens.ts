/** Tokens of keys (before the first `=`) and of values (behind it) are different languages. */
export type KeyTokenKind = 'equal' | 'tilde' | 'plus' | 'at' | 'colon' | 'slash' | 'id' | 'special' | 'path'

export type ValueTokenKind =
  | 'open-paren'
  | 'comma'
  | 'close-paren'
  | 'open-bracket'
  | 'close-bracket'
  | 'open-brace'
  | 'close-brace'
  | 'colon'
  | 'equal'
  | 'float'
  | 'int'
  | 'bool'
  | 'null'
  | 'character'
  | 'id'
  | 'escape'
  | 'blank'
  | 'quoted'
  | 'interpolation'

export interface OverrideToken {
  readonly kind: KeyTokenKind | ValueTokenKind | 'end'
  readonly text: string
  /** Offset of the first character. */
  readonly start: number
}

type Rules<Kind> = readonly (readonly [Kind, RegExp])[]

const digits = String.raw`[0-9](?:_?[0-9])*`
const whole = String.raw`(?:0|[1-9](?:_?[0-9])*)`
const point = String.raw`(?:${whole}?\.${digits}|${whole}\.)`
const keyPart = String.raw`(?:[a-zA-Z_$][a-zA-Z0-9_$-]*|${whole})`

const rule = (source: string): RegExp => new RegExp(source, 'y')

const keyRules: Rules<KeyTokenKind> = [
  ['equal', rule('=[ \\t]*')],
  ['tilde', rule('~')],
  ['plus', rule('\\+')],
  ['at', rule('@')],
  ['colon', rule(':')],
  ['slash', rule('/')],
  ['id', rule('[a-zA-Z_][a-zA-Z0-9_-]*')],
  ['special', rule('[a-zA-Z_$][a-zA-Z0-9_$-]*')],
  ['path', rule(`${keyPart}(?:\\.${keyPart})+`)],
]

const valueRules: Rules<ValueTokenKind> = [
  ['open-paren', rule('[ \\t]*\\([ \\t]*')],
  ['comma', rule('[ \\t]*,[ \\t]*')],
  ['close-paren', rule('[ \\t]*\\)')],
  ['open-bracket', rule('\\[[ \\t]*')],
  ['close-bracket', rule('[ \\t]*\\]')],
  ['open-brace', rule('\\{[ \\t]*')],
  ['close-brace', rule('[ \\t]*\\}')],
  ['colon', rule('[ \\t]*:[ \\t]*')],
  ['equal', rule('[ \\t]*=[ \\t]*')],
  ['float', rule(`[+-]?(?:(?:${point}|${whole})[eE][+-]?${digits}|${point}|[Ii][Nn][Ff]|[Nn][Aa][Nn])`)],
  ['int', rule(`[+-]?${whole}`)],
  ['bool', rule('[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]')],
  ['null', rule('[Nn][Uu][Ll][Ll]')],
  ['character', rule('[/\\-\\\\+.$%*@?|]')],
  ['id', rule('[a-zA-Z_][a-zA-Z0-9_-]*')],
  ['escape', rule('(?:\\\\[\\\\()[\\]{}:=, \\t])+')],
  ['blank', rule('[ \\t]+')],
  ['quoted', rule('"(?:\\\\[^]|[^"\\\\])*"|\'(?:\\\\[^]|[^\'\\\\])*\'')],
  ['interpolation', rule('\\$\\{[^}]+\\}')],
]

/**
 * Cuts an override into tokens: the longest one that fits, the first of the table among equals. The first `=` ends the key.
 * Where nothing fits, a token of kind `end` with text stands for the rest.
 */
export function scanOverride(text: string): OverrideToken[] {
  const tokens: OverrideToken[] = []
  let rules: Rules<OverrideToken['kind']> = keyRules
  let at = 0
  while (at < text.length) {
    const token = longest(rules, text, at)
    if (!token) break
    tokens.push(token)
    at += token.text.length
    if (token.kind === 'equal') rules = valueRules
  }
  return [...tokens, { kind: 'end', text: text.slice(at), start: at }]
}

function longest(rules: Rules<OverrideToken['kind']>, text: string, start: number): OverrideToken | undefined {
  let best: OverrideToken | undefined
  for (const [kind, pattern] of rules) {
    pattern.lastIndex = start
    const found = pattern.exec(text)?.[0]
    if (found && found.length > (best?.text.length ?? 0)) best = { kind, text: found, start }
  }
  return best
}
