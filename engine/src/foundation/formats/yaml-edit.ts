import { equalLikePython } from './equality.ts'
import type { Scalar, Value, ValueMap } from './values.ts'
import {
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseYaml,
  valueOf,
  type YAMLMap,
  type YAMLSeq,
} from './yaml-reader.ts'
import { plainScalarText, textStyle } from './yaml-scalar.ts'
import { inlineValue, renderEntry, renderItem, renderMap, renderYaml } from './yaml-writer.ts'

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * The text changed so that it says `value`, and nothing else touched: comments, blank lines and the way things are written
 * stay. Keys keep their places, keys that are gone take their lines with them, new keys come last in their mapping. A list
 * of another length is written anew.
 */
export function editYaml(text: string, value: Value, name: string): string {
  const { contents } = parseYaml(text, name)
  if (!isMap(contents) || !(value instanceof Map) || contents.items.length === 0) return renderYaml(value)
  const ended = text.endsWith('\n') ? text : `${text}\n`
  const known = new Map<Node, Value>()
  valueOf(contents, known)
  const edits = new Editor(ended, known).map(contents as YAMLMap, value)
  return applied(ended, edits)
}

function applied(text: string, edits: readonly Edit[]): string {
  let result = text
  for (const { start, end, text: replacement } of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    result = result.slice(0, start) + replacement + result.slice(end)
  }
  return result
}

/** Finds the smallest edits that turn a node into a value. */
class Editor {
  readonly #text: string
  readonly #known: ReadonlyMap<Node, Value>

  constructor(text: string, known: ReadonlyMap<Node, Value>) {
    this.#text = text
    this.#known = known
  }

  map(node: YAMLMap, value: ValueMap): Edit[] {
    const indent = this.#column(node.items[0]!.key as Node)
    const edits: Edit[] = []
    const kept = new Set<Scalar>()
    for (const pair of node.items) {
      const key = this.#known.get(pair.key as Node) as Scalar
      kept.add(key)
      if (!value.has(key)) edits.push(this.#removal(pair))
      else edits.push(...this.#pair(pair, key, value.get(key)!, indent))
    }
    const added = new Map([...value].filter(([key]) => !kept.has(key)))
    if (added.size > 0) edits.push({ ...this.#behind(node.items.at(-1)!), text: renderMap(added, indent) })
    return edits
  }

  #pair(pair: Pair, key: Scalar, value: Value, indent: number): Edit[] {
    const node = pair.value as Node | null
    const before = node ? (this.#known.get(node) ?? null) : null
    if (isSame(before, value)) return []
    if (isMap(node) && !node.flow && node.items.length > 0 && value instanceof Map && value.size > 0)
      return this.map(node as YAMLMap, value)
    if (isSeq(node) && !node.flow && Array.isArray(value) && value.length === node.items.length && value.length > 0)
      return this.#list(node as YAMLSeq, value)
    if (isScalar(node) && isOneLine(this.#text, node) && isScalarValue(value) && value !== null)
      return [this.#scalar(node, value, indent)]
    if (node && 'flow' in node && node.flow && isFlowable(value))
      return [{ start: node.range![0], end: node.range![1], text: flowText(value) }]
    const span = this.#span(pair)
    return [{ ...span, text: renderEntry(key, value, indent) }]
  }

  #list(node: YAMLSeq, values: readonly Value[]): Edit[] {
    return node.items.flatMap((item, index) => {
      const inner = item as Node
      const value = values[index]!
      if (isSame(this.#known.get(inner) ?? null, value)) return []
      if (isMap(inner) && !inner.flow && value instanceof Map && value.size > 0)
        return this.map(inner as YAMLMap, value)
      if (isScalar(inner) && isOneLine(this.#text, inner) && isScalarValue(value) && value !== null)
        return [this.#scalar(inner, value, this.#column(inner))]
      const dash = this.#text.lastIndexOf('-', inner.range![0] - 1)
      const indent = dash - this.#lineStart(dash)
      return [{ start: dash, end: this.#blockEnd(inner.range![1]), text: `- ${renderItem(value, indent)}` }]
    })
  }

  #scalar(node: Node, value: Scalar, indent: number): Edit {
    const [start, end] = node.range!
    return { start, end, text: inlineValue(value, indent + 2, start - this.#lineStart(start)) }
  }

  /** From the key to the end of the value's last line. */
  #span(pair: Pair): { start: number; end: number } {
    return { start: (pair.key as Node).range![0], end: this.#blockEnd(this.#endOf(pair)) }
  }

  /** A key behind a dash leaves the dash, and its blanks, to the key that follows. */
  #removal(pair: Pair): Edit {
    const { start, end } = this.#span(pair)
    const isBehindDash = this.#text.slice(this.#lineStart(start), start).includes('-')
    if (!isBehindDash) return { start: this.#lineStart(start), end, text: '' }
    const indent = start - this.#lineStart(start)
    return { start, end: Math.min(end + indent, this.#text.length), text: '' }
  }

  #behind(pair: Pair): { start: number; end: number } {
    const { end } = this.#span(pair)
    return { start: end, end }
  }

  #endOf(pair: Pair): number {
    const value = pair.value as Node | null
    return value?.range && value.range[1] > value.range[0]
      ? value.range[1]
      : this.#text.indexOf(':', (pair.key as Node).range![1]) + 1
  }

  /** The beginning of the line after the one in which something ends that may end behind its own line end. */
  #blockEnd(end: number): number {
    if (end > 0 && this.#text[end - 1] === '\n') return end
    const next = this.#text.indexOf('\n', end)
    return next < 0 ? this.#text.length : next + 1
  }

  #column(node: Node): number {
    return node.range![0] - this.#lineStart(node.range![0])
  }

  #lineStart(at: number): number {
    return this.#text.lastIndexOf('\n', at - 1) + 1
  }
}

/** Whether two values say the same and are written the same way: `1` and `1.0` are not. */
function isSame(a: Value, b: Value): boolean {
  return equalLikePython(a, b) && renderYaml(a) === renderYaml(b)
}

function isScalarValue(value: Value): value is Scalar {
  return !(value instanceof Map) && !Array.isArray(value)
}

function isOneLine(text: string, node: Node): boolean {
  const [start, end] = node.range!
  return end > start && !text.slice(start, end).includes('\n')
}

function isFlowable(value: Value): boolean {
  return !isScalarValue(value)
}

function flowText(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`
  if (value instanceof Map)
    return `{${[...value].map(([key, inner]) => `${flowText(key)}: ${flowText(inner)}`).join(', ')}}`
  if (typeof value !== 'string') return plainScalarText(value as Exclude<Scalar, string>, true)
  return textStyle(value, true) === 'plain' ? value : `'${value.replaceAll("'", "''")}'`
}
