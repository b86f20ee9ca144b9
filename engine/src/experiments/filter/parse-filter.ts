import { float, int, type Value } from '../../foundation/formats/index.ts'
import {
  type Comparison,
  type Condition,
  comparison,
  type FlatValues,
  likeness,
  membership,
  type Operand,
} from './conditions.ts'
import { filterFailure } from './filter-failure.ts'
import { type FilterToken, quoted, scanFilter } from './tokens.ts'

export interface Filter {
  matches(values: FlatValues): boolean
  /** The paths in it, so that a slip of the pen can be told from a value that no experiment has. */
  readonly paths: readonly string[]
}

/**
 * Reads a filter, a condition on metrics and params: `metrics.auc > 0.9 and not (params.lr in [0.1, 0.01] or params.model ~ /res/)`.
 * Names with special characters stand in quotes: `params."a b".c`. Comparisons with values that are missing are false.
 * @throws Failure `usage` that says where it is not understood, and what to write instead.
 */
export function parseFilter(text: string): Filter {
  const parser = new FilterParser(text)
  const condition = parser.filter()
  return { matches: condition, paths: [...parser.paths] }
}

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>='])
const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['inf', Number.POSITIVE_INFINITY],
  ['nan', Number.NaN],
])
/** What people know from other languages. */
const otherSpellings: Readonly<Record<string, string>> = {
  '=': '==',
  '<>': '!=',
  '=~': '~',
  '&&': 'and',
  '||': 'or',
  '!': 'not',
  AND: 'and',
  OR: 'or',
  NOT: 'not',
  IN: 'in',
  True: 'true',
  False: 'false',
  None: 'null',
}
const deepest = 200
const quotedParts = new RegExp(quoted, 'g')

class FilterParser {
  readonly paths = new Set<string>()
  readonly #text: string
  readonly #tokens: readonly FilterToken[]
  #next = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = scanFilter(text)
  }

  filter(): Condition {
    const condition = this.#either()
    const { kind, text } = this.#peek()
    if (kind !== 'end')
      this.#fail(`"${text}" is not expected`, this.#hintFor(text, 'Join conditions with "and" or "or".'))
    return condition
  }

  #either(): Condition {
    let condition = this.#all()
    while (this.#skip('or')) condition = or(condition, this.#all())
    return condition
  }

  #all(): Condition {
    let condition = this.#one()
    while (this.#skip('and')) condition = and(condition, this.#one())
    return condition
  }

  #one(): Condition {
    if (++this.#depth > deepest) this.#fail('it is nested too deeply', 'Write it with fewer parentheses.')
    const condition = this.#skip('not')
      ? not(this.#one())
      : this.#skip('(')
        ? this.#closed(this.#either())
        : this.#compared()
    this.#depth--
    return condition
  }

  #closed(condition: Condition): Condition {
    this.#expect(')', 'Close the parenthesis.')
    return condition
  }

  #compared(): Condition {
    const start = this.#peek()
    const left = this.#operand()
    if (this.#skip('~')) return likeness(left, this.#pattern())
    const isNot = this.#peek().text === 'not' && this.#peek(1).text === 'in'
    if (isNot) this.#next++
    if (this.#skip('in')) return isNot ? not(this.#within(left)) : this.#within(left)
    const { text } = this.#peek()
    if (!comparisons.has(text)) this.#failComparison(start)
    this.#next++
    const condition = comparison(text as Comparison, left, this.#operand())
    if (comparisons.has(this.#peek().text)) {
      this.#fail(
        `"${this.#peek().text}" is not expected`,
        'Compare two values at a time: 0.1 < params.lr and params.lr < 0.5',
      )
    }
    return condition
  }

  #within(left: Operand): Condition {
    if (this.#peek().kind === 'path') return membership(left, this.#operand())
    this.#expect('[', 'Write a list: params.lr in [0.1, 0.01]')
    const items: Operand[] = []
    while (!this.#skip(']')) {
      if (items.length > 0) this.#expect(',', 'Write commas between the values, and "]" behind them.')
      items.push(this.#operand())
    }
    return membership(left, items)
  }

  #pattern(): RegExp {
    const { kind, text } = this.#peek()
    if (kind !== 'pattern') this.#fail('a pattern is missing', 'Write it between slashes: params.model ~ /^res/')
    const end = text.lastIndexOf('/')
    const flags = text.slice(end + 1)
    if (flags !== '' && flags !== 'i')
      this.#fail(`"${flags}" means nothing behind a pattern`, 'Only "i" may stand there: upper and lower case are one.')
    try {
      const pattern = new RegExp(text.slice(1, end), `${flags}u`)
      this.#next++
      return pattern
    } catch (error) {
      return this.#fail(`"${text}" is no pattern`, (error as Error).message)
    }
  }

  #operand(): Operand {
    const { kind, text } = this.#peek()
    if (kind === 'path') return this.#path()
    const constant = constants.get(text)
    const isConstant = kind === 'word' && constant !== undefined
    if (kind !== 'number' && kind !== 'text' && !isConstant) return this.#failOperand()
    this.#next++
    const value = kind === 'number' ? numberOf(text) : kind === 'text' ? unquoted(text) : (constant as Value)
    return () => value
  }

  #path(): Operand {
    const { text } = this.#peek()
    this.#next++
    const key = text.replaceAll(quotedParts, unquoted)
    this.paths.add(key)
    return (values) => values.get(key)
  }

  #failOperand(): never {
    const { kind, text } = this.#peek()
    if (kind === 'end') this.#fail('a value is missing', 'Write what to compare: metrics.auc > 0.9')
    const hint =
      kind === 'word'
        ? `A text stands in quotes: "${text}". A name begins with metrics. or params.: params.${text}`
        : 'Write a name, a number, or a text in quotes.'
    return this.#fail(`"${text}" is no value`, this.#hintFor(text, hint))
  }

  #failComparison(left: FilterToken): never {
    const { kind, text } = this.#peek()
    const hint = `Compare it: ${left.text} == true`
    return kind === 'end' || text === 'and' || text === 'or' || text === ')'
      ? this.#fail('a comparison is missing', hint)
      : this.#fail(`"${text}" is no comparison`, this.#hintFor(text, 'There are ==, !=, <, <=, >, >=, in and ~.'))
  }

  #hintFor(text: string, other: string): string {
    const known = Object.hasOwn(otherSpellings, text) ? otherSpellings[text] : undefined
    return known === undefined ? other : `Write "${known}".`
  }

  #peek(ahead = 0): FilterToken {
    return (this.#tokens[this.#next + ahead] ?? this.#tokens.at(-1)) as FilterToken
  }

  #skip(text: string): boolean {
    const token = this.#peek()
    const isThere = token.text === text && (token.kind === 'operator' || token.kind === 'word')
    if (isThere) this.#next++
    return isThere
  }

  #expect(text: string, hint: string): void {
    const found = this.#peek()
    if (!this.#skip(text))
      this.#fail(found.kind === 'end' ? `"${text}" is missing` : `"${found.text}" stands where "${text}" should`, hint)
  }

  #fail(reason: string, hint: string): never {
    throw filterFailure(this.#text, this.#peek().start, reason, hint)
  }
}

function or(left: Condition, right: Condition): Condition {
  return (values) => left(values) || right(values)
}

function and(left: Condition, right: Condition): Condition {
  return (values) => left(values) && right(values)
}

function not(condition: Condition): Condition {
  return (values) => !condition(values)
}

function numberOf(text: string): Value {
  const digits = text.replaceAll('_', '')
  if (/[.eE]/.test(digits)) return float(Number(digits))
  return int(BigInt(digits.replace('+', '')))
}

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\([^])/g, '$1')
}
