import type { Scalar, Value } from '../values.ts'
import { emitDocument } from './emitter.ts'
import type { Node } from './nodes.ts'
import { renderYaml } from './render.ts'
import { newEntry, Representer, scalarNode } from './represent.ts'

const unfolded = { width: Number.POSITIVE_INFINITY }

/** A value as it stands behind `key: ` in a block: of scalars and empty collections only. */
export function blockScalar(value: Value): string {
  return renderYaml(new Map([['k', value]]), unfolded)
    .slice('k:'.length)
    .trim()
}

/** A value as it stands between brackets. */
export function flowFragment(value: Value): string {
  return flowEntry('k', value).slice('k: '.length)
}

/** An entry as it stands between braces. */
export function flowEntry(key: Scalar, value: Value): string {
  const map = inFlow(new Representer().node(new Map([[key, value]])))
  const root = new Representer().node(new Map([['k', null]]))
  if (root.type === 'mapping') root.entries = [newEntry(scalarNode('k'), map)]
  return emitDocument(root, Number.POSITIVE_INFINITY).slice('k: {'.length, -'}\n'.length)
}

/** The lines of a list or mapping, indented by `column` blanks, each with its line end. */
export function blockLines(value: Value, column: number): string {
  return renderYaml(value, unfolded).replaceAll(/^(?=.)/gm, ' '.repeat(column))
}

/** A text in the quotes that the old one had; undefined if it cannot stand in them as it is. */
export function inSameQuotes(value: Value, quote: string): string | undefined {
  if (typeof value !== 'string' || !/^[\x20-\x7e\xa1-\ud7ff]*$/.test(value)) return undefined
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`
  return quote === '"' ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : undefined
}

function inFlow(node: Node): Node {
  if (node.type === 'scalar') return node
  node.isFlow = true
  const children = node.type === 'sequence' ? node.items : node.entries.map(({ value }) => ({ node: value }))
  for (const child of children) inFlow(child.node)
  return node
}
