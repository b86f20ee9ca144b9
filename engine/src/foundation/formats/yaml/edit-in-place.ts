import { identicalValues } from '../equality.ts'
import { readsAs } from '../reads-as.ts'
import type { Value } from '../values.ts'
import { editTree } from './edit.ts'
import { editSpans } from './edit-spans.ts'
import { readFast } from './fast-reader.ts'
import { mergeValues } from './merge-values.ts'
import { readYaml, withTree } from './read.ts'
import { renderYaml } from './render.ts'
import { SpliceEditor } from './splice-editor.ts'

/**
 * The text of a YAML file that people write, after its content has become `newValue`: only what changes is written anew, all
 * else keeps its bytes, with comments, quotes, indentation and style. A number that becomes one of another kind (`1` to `1.0`)
 * has changed. Where that cannot be done in place, it is edited as by `editYaml`, and where that cannot be read again (ruamel.yaml has
 * such cases, and we write as it does), the whole is written anew.
 * @throws Failure `file-format` if the old text cannot be read.
 */
export function editYamlInPlace(oldText: string, newValue: Value, name: string): string {
  const edited = editedSpans(oldText, newValue) ?? spliced(oldText, newValue, name)
  if (edited !== undefined) return edited
  const whole = editTree(oldText, newValue, name, identicalValues)
  return readsAs(() => readYaml(whole, name), newValue) ? whole : renderYaml(newValue)
}

/** A file that DVC could have written stays one. */
function editedSpans(text: string, value: Value): string | undefined {
  const document = readFast(text)
  if (!document?.isNormalised || renderYaml(document.value) !== text) return undefined
  const edited = editSpans(text, document, value, identicalValues)
  return edited ?? renderYaml(mergeValues(document.value, value, identicalValues))
}

function spliced(text: string, value: Value, name: string): string | undefined {
  if (text.includes('\r')) return undefined
  const edited = withTree(text, name, ({ root }) => root && new SpliceEditor(text).edited(root, value))
  return edited !== undefined && readsAs(() => readYaml(edited, name), value) ? edited : undefined
}
