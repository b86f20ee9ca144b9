import { equalLikePython } from '../equality.ts'
import type { Value } from '../values.ts'
import { editSpans } from './edit-spans.ts'
import { emitDocument } from './emitter.ts'
import { readFast } from './fast-reader.ts'
import { mergeValues } from './merge-values.ts'
import { withTree } from './read.ts'
import { defaultWidth, renderYaml } from './render.ts'
import { type Comparison, TreeEditor } from './tree-editor.ts'

/**
 * The text of a YAML file after its content has become `newValue`, as DVC edits files: what is kept stays in its place
 * with its comments and its spelling, keys that are gone vanish, new keys go to the end of their mapping. Lists of the
 * same length are updated item by item, others replaced. Indentation and quotes are normalised. Throws a `file-format`
 * failure if the old text cannot be read.
 */
export function editYaml(oldText: string, newValue: Value, name: string): string {
  const document = readFast(oldText)
  if (!document?.isNormalised) return editTree(oldText, newValue, name, equalLikePython)
  return editSpans(oldText, document, newValue) ?? renderYaml(mergeValues(document.value, newValue))
}

/** As `editYaml`, by the tree of the text. `isSame` says of two scalars whether the old one can stay. */
export function editTree(oldText: string, newValue: Value, name: string, isSame: Comparison): string {
  return withTree(oldText, name, ({ root, loose }) => {
    const kept = loose.map((comment) => comment.text).join('')
    const editor = new TreeEditor(isSame)
    return kept + (root ? emitDocument(editor.merged(root, newValue), defaultWidth) : renderYaml(newValue))
  })
}
