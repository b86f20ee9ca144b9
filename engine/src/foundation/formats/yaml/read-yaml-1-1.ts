import { boundedValue } from '../bounded-value.ts'
import type { Scalar, Value } from '../values.ts'
import { Constructor } from './construct.ts'
import type { ScalarNode } from './nodes.ts'
import { withTree } from './read.ts'
import { plainValue11 } from './yaml-1-1.ts'
import { YamlProblem } from './yaml-problem.ts'

/**
 * The value of a document in YAML 1.1, as Hydra reads its configurations: `yes` is true, `010` is eight, `1:30` is ninety.
 * Undefined if the document is empty.
 * @throws Failure `file-format` if it cannot be read; `name` is what the file is called there.
 */
export function readYaml11(text: string, name: string): Value | undefined {
  return withTree(text, name, ({ root }) => {
    if (!root) return undefined
    const lines = text.replaceAll(/\r\n?/g, '\n')
    return boundedValue(new Constructor((node) => scalarValue(node, lines)).value(root), name)
  })
}

function scalarValue(node: ScalarNode, text: string): Scalar {
  const { tag, style, start, endOffset } = node
  if (tag === '!!str' || (tag === undefined && style !== '')) return node.text
  if (endOffset === undefined) return node.text === '' ? null : node.text
  const written = text.slice(start, endOffset)
  if (tag !== undefined) throw new YamlProblem(`the tag "${tag}" is not known here`, start)
  return written.includes('\n') ? node.text : plainValue11(written)
}
