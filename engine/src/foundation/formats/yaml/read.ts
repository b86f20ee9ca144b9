import { Failure } from '../../base/index.ts'
import { boundedValue, tooDeep } from '../bounded-value.ts'
import { isFalse, type Value } from '../values.ts'
import { codeFrame, type Position, positionAt, positionsIn } from './code-frame.ts'
import { type ComposedDocument, compose } from './compose.ts'
import { construct } from './construct.ts'
import { readFastValue } from './fast-reader.ts'
import type { Node } from './nodes.ts'
import { YamlProblem } from './yaml-problem.ts'

/**
 * The value of a YAML document, read by the rules of ruamel.yaml's safe loader: an empty document is an empty mapping, as
 * are `[]` and `0`; doubled keys and a second document are errors, aliases give the same object again. `name` is the file's name for the
 * message of the `file-format` failure.
 */
export function readYaml(text: string, name: string): Value {
  const value = readFastValue(text)
  return value === undefined ? readFull(text, name).value : orEmpty(value)
}

export interface PositionedYaml {
  readonly value: Value
  /** Where the key or item at `path` stands; if there is none, its nearest parent. */
  positionOf(path: readonly (string | number)[]): Position | undefined
}

/** As `readYaml`, and tells where in the text things stand, for messages about them. */
export function readYamlWithPositions(text: string, name: string): PositionedYaml {
  const value = readFastValue(text)
  let full = value === undefined ? readFull(text, name) : undefined
  return {
    value: value === undefined ? full!.value : orEmpty(value),
    positionOf: (path) => (full ??= readFull(text, name)).positionOf(path),
  }
}

function readFull(text: string, name: string): PositionedYaml {
  return read(text, name, (lines) => {
    const { root } = compose(lines)
    const value = boundedValue(orEmpty(root ? construct(root) : null), name)
    let positionAtOffset: ReturnType<typeof positionsIn> | undefined
    const positionOf = (path: readonly (string | number)[]) =>
      root && (positionAtOffset ??= positionsIn(lines))(offsetOf(root, path))
    return { value, positionOf }
  })
}

/** What `use` makes of a document's tree. What it finds wrong with it is a `file-format` failure, too. */
export function withTree<Result>(text: string, name: string, use: (document: ComposedDocument) => Result): Result {
  return read(text, name, (lines) => use(compose(lines)))
}

/** What Python takes for false reads as an empty mapping. */
function orEmpty(value: Value): Value {
  return isFalse(value) ? new Map() : value
}

function read<Result>(text: string, name: string, reader: (lines: string) => Result): Result {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  try {
    const bad = forbidden.exec(lines)
    if (bad) throw new YamlProblem('a character that YAML does not allow', bad.index)
    return reader(lines)
  } catch (error) {
    if (error instanceof YamlProblem) throw invalidYaml(lines, name, error)
    if (error instanceof RangeError) throw tooDeep(name)
    throw error
  }
}

const forbidden = /[^\t\n\x20-\x7e\x85\xa0-\ufffd]/
const conflictMarker = /^(?:<<<<<<< |=======$|>>>>>>> )/m

function invalidYaml(text: string, name: string, problem: YamlProblem): Failure {
  const { line, column } = positionAt(text, problem.offset)
  const excerpt = `${problem.message}, line ${line}, column ${column}\n${codeFrame(text, line, column)}`
  const suspicion = conflictMarker.test(text) ? ' (possible merge conflicts)' : ''
  const place = { file: name, line, column }
  return new Failure('file-format', `'${name}' is invalid${suspicion}.`, { excerpt, place, cause: problem })
}

function offsetOf(root: Node, path: readonly (string | number)[]): number {
  let node = root
  let offset = root.start
  for (const step of path) {
    const child = childOf(node, step)
    if (!child) break
    offset = child.start
    node = child.node
  }
  return offset
}

function childOf(node: Node, step: string | number): { start: number; node: Node } | undefined {
  if (node.type === 'scalar') return undefined
  if (node.type === 'sequence') {
    const item = typeof step === 'number' ? node.items[step] : undefined
    return item && { start: item.node.start, node: item.node }
  }
  const entry = node.entries.find(({ key }) => key.type === 'scalar' && String(key.value) === String(step))
  return entry && { start: entry.key.start, node: entry.value }
}
