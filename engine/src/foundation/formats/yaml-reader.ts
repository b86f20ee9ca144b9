import type { Alias, Node, Pair, YAMLMap, YAMLSeq, Scalar as YamlScalar } from 'yaml'
import { Failure } from '../base/index.ts'
import { loadPackage } from './load-package.ts'
import { float, type Scalar, type Value, type ValueMap } from './values.ts'
import { readSimpleYaml } from './yaml-fast-reader.ts'
import { resolvePlain } from './yaml-scalar.ts'

/** The `yaml` package is loaded when a text needs it; most that DVC writes do not. */
const yaml = () => loadPackage<typeof import('yaml')>('yaml')
export const isMap = (node: unknown): node is YAMLMap => yaml().isMap(node)
export const isSeq = (node: unknown): node is YAMLSeq => yaml().isSeq(node)
export const isScalar = (node: unknown): node is YamlScalar => yaml().isScalar(node)
export type { Node, Pair, YAMLMap, YAMLSeq }

export interface Position {
  /** Both from 1. */
  readonly line: number
  readonly column: number
}

export interface PositionedYaml {
  readonly value: Value
  /** Where a key or an item of a list stands; of one that is missing, its nearest parent. */
  positionOf(path: readonly (string | number)[]): Position | undefined
}

/** A YAML 1.2 document as Python's ruamel.yaml reads it. `name` stands in messages. Throws a `Failure` 'file-format'. */
export function readYaml(text: string, name: string): Value {
  return readSimpleYaml(text) ?? valueOf(parseYaml(text, name).contents, new Map())
}

/** The same, and where everything stands, for messages about what the document says. */
export function readYamlWithPositions(text: string, name: string): PositionedYaml {
  const simple = readSimpleYaml(text)
  let parsed: ReturnType<typeof parseYaml> | undefined
  return {
    value: simple ?? valueOf((parsed = parseYaml(text, name)).contents, new Map()),
    positionOf: (path) => positionIn((parsed ??= parseYaml(text, name)), path),
  }
}

/** A parsed document with its places. */
export function parseYaml(text: string, name: string) {
  const lines = new (yaml().LineCounter)()
  const document = yaml().parseDocument<Node>(text, {
    version: '1.2',
    schema: 'failsafe',
    lineCounter: lines,
    uniqueKeys: true,
    strict: true,
    merge: false,
    prettyErrors: false,
    keepSourceTokens: true,
    logLevel: 'silent',
  })
  const error = document.errors[0]
  if (error) {
    const { line, col } = lines.linePos(error.pos[0])
    throw malformed(text, name, error.message, { line, column: col })
  }
  return { contents: document.contents, lines }
}

/** The lines around a place, with a mark below it. */
export function codeFrame(text: string, line: number, column: number): string {
  const lines = text.split('\n')
  const first = Math.max(1, line - 2)
  const last = Math.min(lines.length, line + 2)
  const width = String(last).length
  const shown: string[] = []
  for (let number = first; number <= last; number++) {
    shown.push(`${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${lines[number - 1]}`)
    if (number === line) shown.push(`  ${' '.repeat(width)} | ${' '.repeat(Math.max(0, column - 1))}^`)
  }
  return shown.join('\n')
}

function malformed(text: string, name: string, reason: string, { line, column }: Position): Failure {
  const isConflict = /^(?:<<<<<<< |=======$|>>>>>>> )/m.test(text)
  return new Failure('file-format', `'${name}' is invalid${isConflict ? ' (possible merge conflicts)' : ''}.`, {
    excerpt: `${reason}, line ${line}, column ${column}\n${codeFrame(text, line, column)}`,
  })
}

/** The value of a node; aliases give the very object that their anchor gave. */
export function valueOf(node: Node | null, known: Map<Node, Value>): Value {
  if (node === null) return new Map()
  return nodeValue(node, known, new Map())
}

type Anchored = Map<string, Value>

function nodeValue(node: Node | null | undefined, known: Map<Node, Value>, anchors: Anchored): Value {
  if (node === null || node === undefined) return null
  if (yaml().isAlias(node)) return anchors.get((node as Alias).source) ?? null
  const value = freshValue(node, known, anchors)
  known.set(node, value)
  const anchor = 'anchor' in node ? node.anchor : undefined
  if (typeof anchor === 'string') anchors.set(anchor, value)
  return value
}

function freshValue(node: Node, known: Map<Node, Value>, anchors: Anchored): Value {
  if (isScalar(node)) return scalarValue(node)
  if (isSeq(node)) return node.items.map((item) => nodeValue(item as Node, known, anchors))
  return isMap(node) ? mapValue(node as YAMLMap, known, anchors) : null
}

function scalarValue(node: YamlScalar): Value {
  const text = String(node.value ?? '')
  if (node.tag?.startsWith('tag:yaml.org,2002:')) return taggedValue(node.tag, text)
  const isPlain = node.type === undefined || node.type === 'PLAIN'
  return isPlain ? resolvePlain(text) : text
}

function taggedValue(tag: string, text: string): Value {
  const value = resolvePlain(text)
  if (tag.endsWith(':str')) return text
  return tag.endsWith(':float') && typeof value === 'number' ? float(value) : value
}

function mapValue(node: YAMLMap, known: Map<Node, Value>, anchors: Anchored): ValueMap {
  const map: ValueMap = new Map()
  const merged: ValueMap = new Map()
  for (const { key, value } of node.items) {
    const name = nodeValue(key as Node, known, anchors)
    const inner = nodeValue(value as Node, known, anchors)
    if (name === '<<' && (isScalar(key) ? key.type === 'PLAIN' : false)) addMerged(merged, inner)
    else map.set(name as Scalar, inner)
  }
  for (const [key, value] of merged) if (!map.has(key)) map.set(key, value)
  return map
}

function addMerged(merged: ValueMap, value: Value): void {
  for (const source of Array.isArray(value) ? value : [value]) {
    if (source instanceof Map) for (const [key, inner] of source) if (!merged.has(key)) merged.set(key, inner)
  }
}

function positionIn(
  { contents, lines }: ReturnType<typeof parseYaml>,
  path: readonly (string | number)[],
): Position | undefined {
  let node: Node | null = contents
  let place: Node | null = contents
  for (const step of path) {
    const next = childAt(node, step)
    if (!next) break
    place = next.place
    node = next.node
  }
  if (!place?.range) return undefined
  const { line, col } = lines.linePos(place.range[0])
  return { line, column: col }
}

function childAt(node: Node | null, step: string | number): { place: Node; node: Node | null } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined
    return item ? { place: item, node: item } : undefined
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
  return pair ? { place: pair.key as Node, node: (pair.value ?? null) as Node | null } : undefined
}
