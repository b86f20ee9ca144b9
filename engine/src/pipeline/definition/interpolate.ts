import { pythonText, type Scalar, type Value } from '../../foundation/formats/index.ts'
import { pythonTypeName } from '../python-type-name.ts'
import { commandOptions } from './command-options.ts'
import { type Context, type Node, type OnUse, plainValue, select } from './context.ts'
import { type Expression, expressionsIn, parseExpression } from './expression.ts'
import type { ParsingOptions } from './stage.ts'
import { isFieldMistake, TemplateMistake } from './template-mistake.ts'

export interface InterpolationRules {
  readonly context: Context
  /**
   * `command`: a dictionary becomes options. `scalar`: only text, numbers, booleans and null. `any`: containers too,
   * as they are.
   */
  readonly accepts: 'command' | 'scalar' | 'any'
  /** Keys are quoted in messages as they are written, and their brackets not checked; that is done once per group. */
  readonly isMember?: boolean
  readonly parsing?: ParsingOptions
  readonly onUse?: OnUse
  /** Takes what is wrong with an expression, in whose place there is nothing then. Without it the first mistake is thrown. */
  readonly onMistake?: OnMistake
}

/** Called for every mistake of a `${…}`. */
export type OnMistake = (mistake: TemplateMistake) => void

/** `value` with every `${…}` in its texts replaced, also in the keys of mappings; itself if it has none. Throws a mistake. */
export function interpolate(value: Value, rules: InterpolationRules): Value {
  if (!mentionsExpressions(value)) return value
  if (typeof value === 'string') return interpolateText(value, rules)
  if (Array.isArray(value)) return value.map((item) => interpolate(item, rules))
  if (!(value instanceof Map)) return value
  return new Map([...value].map(([key, inner]) => [interpolate(key, rules) as Scalar, interpolate(inner, rules)]))
}

/** Whether a value has a `${…}` anywhere in it. */
export function hasExpressions(value: Value): boolean {
  if (typeof value === 'string') return expressionsIn(value).length > 0
  if (Array.isArray(value)) return value.some(hasExpressions)
  return value instanceof Map && [...value].some(([key, inner]) => hasExpressions(key) || hasExpressions(inner))
}

/** Whether there is anything to replace or to unescape. */
function mentionsExpressions(value: Value): boolean {
  if (typeof value === 'string') return value.includes('${')
  if (Array.isArray(value)) return value.some(mentionsExpressions)
  return (
    value instanceof Map && [...value].some(([key, inner]) => mentionsExpressions(key) || mentionsExpressions(inner))
  )
}

/** Tells of every `${…}` in a value that cannot be read; without `onMistake` the first one is thrown. */
export function checkExpressions(value: Value, onMistake?: OnMistake): void {
  const check = (inner: Value) => checkExpressions(inner, onMistake)
  if (typeof value === 'string')
    for (const expression of expressionsIn(value))
      orMistake(expression, onMistake, undefined, () => parseExpression(expression.inner))
  else if (Array.isArray(value)) value.forEach(check)
  else if (value instanceof Map) for (const pair of value) pair.forEach(check)
}

/** The node that a text names, if the text is one `${…}` and nothing else. */
export function selectExactly(text: string, rules: InterpolationRules): Node | undefined {
  const [expression] = expressionsIn(text)
  return expression && isWhole(expression, text) ? nodeOfExpression(expression, rules) : undefined
}

/** How a value reads inside of a longer text. */
export function shownValue(value: Value, parsing?: ParsingOptions): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  return value instanceof Map ? commandOptions(value, parsing) : pythonText(value)
}

const longestText = 16 << 20

function interpolateText(text: string, rules: InterpolationRules): Value {
  const expressions = expressionsIn(text)
  const [first] = expressions
  const valueOf = (expression: Expression) => acceptedValue(nodeOfExpression(expression, rules), rules)
  if (first && isWhole(first, text)) return orMistake(first, rules.onMistake, null, () => valueOf(first))
  let result = ''
  let index = 0
  for (const expression of expressions) {
    const shown = () => refuseTooLong(shownValue(valueOf(expression), rules.parsing), result.length)
    result += text.slice(index, expression.start) + orMistake(expression, rules.onMistake, '', shown)
    index = expression.end
  }
  return (result + text.slice(index)).replaceAll('\\${', '${')
}

function refuseTooLong(text: string, before: number): string {
  if (before + text.length <= longestText) return text
  throw new TemplateMistake('syntax', 'The text is longer than 16 MB once its expressions are replaced')
}

/** The result of `task`, or `otherwise` if there is something wrong with the expression and somebody to tell it. */
function orMistake<Result>(
  { inner }: Expression,
  onMistake: OnMistake | undefined,
  otherwise: Result,
  task: () => Result,
): Result {
  try {
    return task()
  } catch (error) {
    if (!isFieldMistake(error)) throw error
    const placed = new TemplateMistake(error.kind, error.message, `\${${inner}}`)
    if (!onMistake) throw placed
    onMistake(placed)
    return otherwise
  }
}

function isWhole({ start, end }: Expression, text: string): boolean {
  return start === 0 && end === text.length
}

function nodeOfExpression({ inner }: Expression, { context, isMember, onUse }: InterpolationRules): Node {
  const node = select(context, isMember ? inner : parseExpression(inner))
  onUse?.(node)
  return node
}

function acceptedValue(node: Node, { accepts }: InterpolationRules): Value {
  const value = plainValue(node)
  const isContainer = Array.isArray(value) || value instanceof Map
  if (!isContainer || accepts === 'any' || (accepts === 'command' && value instanceof Map)) return value
  throw new TemplateMistake('syntax', `Cannot interpolate data of type '${pythonTypeName(value)}'`)
}
