import { pythonLiteral } from './python-literal.ts'
import { type PythonLine, type PythonToken, pythonLines } from './python-tokens.ts'
import type { Value, ValueMap } from './values.ts'

/**
 * Reads the parameters in a Python file without running it: assignments of literals to one name at the top, those in
 * class bodies as a map under the name of the class, and `self.x = …` directly in `__init__` as if it stood in the class.
 * All other code is passed over.
 * @throws Failure `file-format` for brackets or quotes that do not close; `name` is what the file is called there.
 */
export function readPythonParams(text: string, name: string): Value {
  return valuesOf(findPythonParams(text, name))
}

/** A parameter and the tokens of its value, or the parameters of a class. */
export type PythonParam = { readonly value: Value; readonly tokens: readonly PythonToken[] } | PythonParams
export type PythonParams = ReadonlyMap<string, PythonParam>

/** As `readPythonParams`, with what the values are made of. */
export function findPythonParams(text: string, name: string): PythonParams {
  return readBody(pythonLines(text, name), false)
}

function valuesOf(params: PythonParams): ValueMap {
  return new Map(
    [...params].map(([key, param]) => [
      key,
      param instanceof Map ? valuesOf(param) : (param as { value: Value }).value,
    ]),
  )
}

/** The assignments of a block. Lines that are further in belong to the line above them. */
function readBody(lines: readonly PythonLine[], onlySelf: boolean): Map<string, PythonParam> {
  const params = new Map<string, PythonParam>()
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as PythonLine
    const end = lines.findIndex((other, j) => j > i && other.indent <= line.indent)
    const inner = lines.slice(i + 1, end === -1 ? lines.length : end)
    for (const [key, param] of readStatement(line.tokens, inner, onlySelf)) params.set(key, param)
    i += 1 + inner.length
  }
  return params
}

function readStatement(tokens: readonly PythonToken[], inner: readonly PythonLine[], onlySelf: boolean): PythonParams {
  const [word, name] = tokens
  if (word?.text === 'class' && name?.kind === 'name') {
    return new Map([[name.text, readBody(bodyOf(tokens, inner), false)]])
  }
  if (word?.text === 'def' && name?.text === '__init__') return readBody(bodyOf(tokens, inner), true)
  return new Map(split(tokens, ';').flatMap((statement) => readAssignment(statement, onlySelf)))
}

/** A block stands below its head, or behind the colon. */
function bodyOf(tokens: readonly PythonToken[], inner: readonly PythonLine[]): readonly PythonLine[] {
  if (inner.length > 0) return inner
  const [head = []] = split(tokens, ':')
  return [{ indent: 0, tokens: tokens.slice(head.length + 1) }]
}

function readAssignment(statement: readonly PythonToken[], onlySelf: boolean): [string, PythonParam][] {
  const [left = [], right, more] = split(statement, '=')
  const [target = []] = split(left, ':')
  const name = right && !more ? nameOf(target, onlySelf) : undefined
  const value = name === undefined || right === undefined ? undefined : pythonLiteral(right)
  return name === undefined || right === undefined || value === undefined ? [] : [[name, { value, tokens: right }]]
}

function nameOf(target: readonly PythonToken[], onlySelf: boolean): string | undefined {
  const [first, dot, attribute] = target
  const isSelf = target.length === 3 && first?.text === 'self' && dot?.text === '.'
  if (isSelf) return attribute?.text
  const isName = target.length === 1 && first?.kind === 'name' && !blockWords.has(first.text)
  return isName && !onlySelf ? first.text : undefined
}

/** Words before a colon that are no name with a type: `else: x = 1`. */
const blockWords: ReadonlySet<string> = new Set(['else', 'try', 'finally'])

/** Cuts at an operator that stands in no brackets. */
export function split(tokens: readonly PythonToken[], operator: string): PythonToken[][] {
  const parts: PythonToken[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    const bracket = token.kind === 'operator' ? token.text : ''
    if (depth === 0 && bracket === operator) {
      parts.push([])
      continue
    }
    if ('([{'.includes(bracket) && bracket !== '') depth++
    if (')]}'.includes(bracket) && bracket !== '') depth--
    parts.at(-1)?.push(token)
  }
  return parts
}
